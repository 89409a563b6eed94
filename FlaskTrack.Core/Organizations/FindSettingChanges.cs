using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Who changed each setting last and when, from the audit log. Settings that nobody changed are left out.</summary>
public sealed record FindSettingChanges : IQuery<FindSettingChanges, IReadOnlyDictionary<string, SettingChange>>
{
    public static Permission Requires => Permissions.Organization.Settings;
}

/// <summary>The last change of one setting.</summary>
public sealed record SettingChange(DateTimeOffset At, string By);

internal sealed class FindSettingChangesHandler : IHandler<FindSettingChanges, IReadOnlyDictionary<string, SettingChange>>
{
    /// <summary>Changes of the organization that are looked through, newest first; a lab changes its settings a few times a year.</summary>
    private const int Most = 500;

    public async Task<Result<IReadOnlyDictionary<string, SettingChange>>> HandleAsync(FindSettingChanges operation, OperationContext context, CancellationToken ct)
    {
        var events = await context.Audit.Visible.Where(e => e.EntityType == "organization" && e.Before != null && e.After != null)
            .OrderByDescending(e => e.Sequence).Take(Most).Select(e => new { e.Time, e.ActorName, e.After }).ToListAsync(ct);
        var found = new Dictionary<string, SettingChange>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            if (JsonNode.Parse(one.After!) is not JsonObject members) continue;
            foreach (var (name, _) in members) found.TryAdd(name, new SettingChange(one.Time, one.ActorName ?? ""));
        }

        return found;
    }
}
