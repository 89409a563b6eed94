using System.Text.Json;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace FlaskTrack.Tests.Matrix;

/// <summary>Says which changed values of which rows no event tells of.</summary>
internal sealed class AuditCover(IModel model)
{
    /// <summary>Tables whose rows are no content of the organization, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>
    {
        ["AuditEvents"] = "the log itself",
        ["OrganizationHeads"] = "the log's end",
        ["AuditCheckpoints"] = "a signed statement about the log; append-only",
        ["ChainVerifications"] = "outcome of a walk, which has an event of its own",
        ["CodeCounters"] = "next free number of a code; the code is in the record's event",
        ["MemberActivities"] = "when somebody was last active",
        ["RequestClaims"] = "which request was answered, for its repetition",
        ["FormDrafts"] = "typed and not saved",
        ["Notifications"] = "tells of what has an event, and whether it was read",
        ["OutboxMails"] = "a letter waiting for the mail server",
        ["SignInThrottles"] = "counters of wrong tries",
        ["AccountTickets"] = "one-time secrets of sign-ins under way",
    };

    /// <summary>Columns of any row that an event tells in another way, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> Columns { get; } = new Dictionary<string, string>
    {
        ["Id"] = "entity.id",
        ["OrganizationId"] = "the chain it is in",
        ["Version"] = "entity.version",
        ["CreatedAt"] = "the event's time",
        ["CreatedById"] = "the event's actor",
        ["UpdatedAt"] = "the event's time",
        ["UpdatedById"] = "the event's actor",
        ["SearchText"] = "made of other columns",
        ["NameKey"] = "made of the name",
        ["PlaceKey"] = "made of the place",
    };

    /// <summary>Columns of an account that are no content or secret, each with the reason.</summary>
    public static IReadOnlyDictionary<string, string> AccountColumns { get; } = new Dictionary<string, string>
    {
        ["SecurityStamp"] = "secret that ends sign-ins",
        ["ConcurrencyStamp"] = "token against lost updates",
        ["AccessFailedCount"] = "counter",
        ["LastTotpStep"] = "counter against replay",
        ["LastSeenAt"] = "when somebody was last active",
    };

    /// <summary>What is missing, as table and column; empty where all is told.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<RowChange> changes, IReadOnlyCollection<AuditEvent> events) =>
        [.. changes.Where(change => !Tables.ContainsKey(change.Table)).SelectMany(change => MissingOf(change, events)).Distinct().Order(StringComparer.Ordinal)];

    private IEnumerable<string> MissingOf(RowChange change, IReadOnlyCollection<AuditEvent> events)
    {
        var type = model.GetEntityTypes().First(type => type.GetTableName() == change.Table);
        if (type.ClrType.IsAssignableTo(typeof(ILinkRow))) return Link(change, type, events);
        if (!type.ClrType.IsAssignableTo(typeof(ITenantOwned))) return Account(change, events);
        var id = change.Value(type.ClrType == typeof(Core.Organizations.Organization) ? "OrganizationId" : "Id");
        var own = events.Where(e => e.EntityType == SnakeCase.Of(type.ClrType.Name) && $"{e.EntityId}" == id).ToList();
        return change.Columns.Where(column => !Columns.ContainsKey(column) && !own.Exists(e => Tells(e, change, SnakeCase.Of(column)))).Select(column => $"{change.Table}.{column}");
    }

    /// <summary>A changed value is told as it was and as it is; a new row by what it is, a removed one by what it was.</summary>
    private static bool Tells(AuditEvent e, RowChange change, string member) =>
        (change.Before is null || Has(e.Before, member)) && (change.After is null || Has(e.After, member));

    private static IEnumerable<string> Link(RowChange change, IEntityType type, IEnumerable<AuditEvent> events)
    {
        var link = (ILinkRow)Activator.CreateInstance(type.ClrType)!;
        var holder = type.FindNavigation("Holder")!.ForeignKey.Properties.Select(property => property.GetColumnName()).Single(column => column != "OrganizationId");
        var told = events.Any(e => e.EntityType == SnakeCase.Of(link.HolderType.Name) && $"{e.EntityId}" == change.Value(holder) && Has(e.After ?? e.Before, link.AuditMember));
        return told ? [] : [$"{change.Table}.{link.AuditMember}"];
    }

    /// <summary>Rows of accounts belong to no organization; each of the person's organizations is told what was done, never a secret.</summary>
    private static IEnumerable<string> Account(RowChange change, IEnumerable<AuditEvent> events) =>
        change.Columns.All(AccountColumns.ContainsKey) || events.Any(e => e.EntityType == "account") ? [] : [$"{change.Table}: {string.Join(", ", change.Columns)}"];

    private static bool Has(string? json, string member) => json is not null && JsonDocument.Parse(json).RootElement.TryGetProperty(member, out _);
}
