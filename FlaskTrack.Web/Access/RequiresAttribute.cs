using FlaskTrack.Core.Platform.Operations;

using Microsoft.AspNetCore.Authorization;

namespace FlaskTrack.Web.Access;

/// <summary>The first refusal of a page or endpoint: the permission of the operation it runs. Safety never depends on it; the runner decides.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RequiresAttribute<TOperation> : AuthorizeAttribute
    where TOperation : IRequires
{
    public RequiresAttribute() => Policy = TOperation.Requires.Name;
}

/// <summary>An address that does nothing but run the operation, such as a download: it asks for a session only, so that the runner is who refuses and the refusal is in the audit log.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServesAttribute<TOperation> : AuthorizeAttribute, IServes
    where TOperation : IRequires
{
    public Type Operation => typeof(TOperation);
}

/// <summary>What an address serves, for those who look at all addresses.</summary>
public interface IServes
{
    Type Operation { get; }
}

/// <summary>Says why a page or endpoint is open to people who are not signed in. Without this or <see cref="RequiresAttribute{TOperation}"/> a page fails a test.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class OpenAttribute(string why) : Attribute, IAllowAnonymous
{
    public string Why { get; } = why;
}
