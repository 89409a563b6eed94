using System.Text.Json.Nodes;

using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>Who changed each setting last and when, from the audit log. Settings that nobody changed are left out; those of the mail server begin with <c>mail.</c>.</summary>
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
    private const string Mail = "organization_mail";
    private const string MailPrefix = "mail.";

    public async Task<Result<IReadOnlyDictionary<string, SettingChange>>> HandleAsync(FindSettingChanges operation, OperationContext context, CancellationToken ct)
    {
        var events = await context.Audit.Visible.Where(e => (e.EntityType == "organization" && e.Before != null && e.After != null) || e.EntityType == Mail)
            .OrderByDescending(e => e.Sequence).Take(Most).Select(e => new { e.EntityType, e.Time, e.ActorName, e.Before, e.After }).ToListAsync(ct);
        var found = new Dictionary<string, SettingChange>(StringComparer.Ordinal);
        foreach (var one in events)
        {
            if (JsonNode.Parse(one.After ?? one.Before ?? "{}") is not JsonObject members) continue;
            var prefix = one.EntityType == Mail ? MailPrefix : "";
            foreach (var (name, _) in members) found.TryAdd(prefix + name, new SettingChange(one.Time, one.ActorName ?? ""));
        }

        return found;
    }
}
