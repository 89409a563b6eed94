using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

using FlaskTrack.E2E.Support;

namespace FlaskTrack.E2E.Looks;

/// <summary>Every address that the built program gives to a page, read from the metadata of its assembly: the program itself is not loaded here.</summary>
internal static class RoutedPages
{
    public static IReadOnlyList<string> All { get; } = Read();

    private static List<string> Read()
    {
        using var file = new PEReader(File.OpenRead(AppServer.ProgramFile()));
        var reader = file.GetMetadataReader();
        return [.. reader.CustomAttributes.Select(handle => Template(reader, reader.GetCustomAttribute(handle))).OfType<string>().Order(StringComparer.Ordinal)];
    }

    private static string? Template(MetadataReader reader, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference) return null;
        var owner = reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (owner.Kind != HandleKind.TypeReference) return null;
        var type = reader.GetTypeReference((TypeReferenceHandle)owner);
        if (!reader.StringComparer.Equals(type.Name, "RouteAttribute") || !reader.StringComparer.Equals(type.Namespace, "Microsoft.AspNetCore.Components")) return null;
        var value = reader.GetBlobReader(attribute.Value);
        value.ReadUInt16(); // the prolog that every attribute has
        return value.ReadSerializedString();
    }
}
