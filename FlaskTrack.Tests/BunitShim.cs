using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace FlaskTrack.Tests;

/// <summary>Resolves bunit's AngleSharp.Diffing from the shims folder, because not every registry serves it as a dependency (docs/adr/0002).</summary>
internal static class BunitShim
{
    [ModuleInitializer]
    internal static void Resolve() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "shims", "AngleSharp.Diffing.dll"))
            : null;
}
