using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What the caller may do with one record now. Pages show an action where it is allowed, show it disabled with the sentence where only the
/// record's state forbids it, and do not show it otherwise.</summary>
public sealed record RecordAccess(Level Level, IReadOnlySet<string> Allowed, IReadOnlyDictionary<string, string> Blocked)
{
    public static readonly RecordAccess None = new(Level.None, new HashSet<string>(), new Dictionary<string, string>());

    public bool Allows(Permission permission) => Allowed.Contains(permission.Name);

    internal static RecordAccess Of(Principal principal, GovernedRecord record, DateTimeOffset now)
    {
        var facts = record.Facts();
        var allowed = new HashSet<string>(StringComparer.Ordinal);
        var blocked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var permission in OperationCatalogue.On(record.GetType()).Select(info => info.Requires).Distinct())
        {
            var denial = Access.Decide(principal, permission, facts, new ActGuards(HasReason: true, HasSignature: true, now));
            if (denial is null) allowed.Add(permission.Name);
            else if (denial.Code == DenialCode.RecordLocked) blocked[permission.Name] = denial.Sentence;
        }

        return new RecordAccess(Access.LevelOn(principal, facts, now), allowed, blocked);
    }
}
