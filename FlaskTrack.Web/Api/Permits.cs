using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Web.Api;

/// <summary>What the caller may do with a record now.</summary>
internal sealed record Permits(bool CanView, bool CanEdit, bool CanShare, bool CanDelete, Level Level)
{
    public static Permits OfSample(RecordAccess access) => Of(access, Permissions.Samples.Edit, Permissions.Samples.Delete);

    public static Permits Of(RecordAccess access, Permission? edit, Permission delete) =>
        new(access.Level >= Level.Read, edit is not null && access.Allows(edit), access.Allows(Permissions.Records.Share), access.Allows(delete), access.Level);
}

/// <summary>A person or thing named by id.</summary>
internal sealed record Named(long Id, string Name);
