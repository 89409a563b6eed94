using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

namespace FlaskTrack.Tests.Matrix;

/// <summary>What the approved table and the access model's text say of an operation, worked out without the product's own decision.</summary>
internal static class Expectation
{
    public static bool TakesRecord(OperationInfo operation) => operation.RecordType is not null || operation.Type.IsAssignableTo(typeof(IUsesRecords<Sample>));

    public static bool RoleHolds(OperationInfo operation, Role role) => AccessTable.Holds(operation.Requires.Name, role);

    /// <summary>The code of the refusal; null where the gate lets the act pass.</summary>
    public static string? Of(OperationInfo operation, Role role, Situation situation)
    {
        if (!RoleHolds(operation, role)) return "FORBIDDEN";
        if (!TakesRecord(operation)) return null;
        var acts = operation.RecordType is not null;
        var level = AccessTable.LevelOn(role, situation is Situation.Own or Situation.OwnRestricted, situation == Situation.Restricted);
        if (level < (acts ? AccessTable.Needed(operation.Requires.Name) : AccessTable.Read)) return "FORBIDDEN";
        return acts && situation == Situation.Archived && AccessTable.IsClosedToArchived(operation.Requires.Name) ? "RECORD_LOCKED" : null;
    }
}
