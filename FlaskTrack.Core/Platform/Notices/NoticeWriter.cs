using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>Gives notices to their readers in the transaction of what they tell of: neither is there without the other, and no mail server can hold up the
/// work.</summary>
internal static class NoticeWriter
{
    private const string Insert = """
        INSERT INTO "Notifications" ("OrganizationId", "MemberId", "Kind", "Subject", "Text", "Href", "RecordType", "RecordId", "Key", "CreatedAt", "ReadAt", "InApp", "ForDigest")
        VALUES (@OrganizationId, @MemberId, @Kind, @Subject, @Text, @Href, @RecordType, @EntityId, @Key, @CreatedAt, NULL, @InApp, @ForDigest)
        """;

    /// <summary>Writes notices of the context's organization.</summary>
    /// <param name="address">Where people reach the installation, for links in letters.</param>
    public static async Task WriteAsync(FlaskTrackDbContext context, IReadOnlyCollection<NoticeDraft> drafts, PublicAddress address, CancellationToken ct)
    {
        if (drafts.Count == 0) return;
        var organization = await context.Set<Organization>().AsNoTracking().Select(row => row.Name).FirstAsync(ct);
        foreach (var draft in drafts)
        {
            foreach (var reader in await ReadersAsync(context, draft, ct)) await GiveAsync(context, draft, reader, organization, address, ct);
        }

        await context.SaveChangesAsync(ct);
    }

    /// <summary>One notice to one member; letters are added to the context and stored with its next save.</summary>
    public static async Task GiveAsync(FlaskTrackDbContext context, NoticeDraft draft, NoticeReader reader, string organization, PublicAddress address, CancellationToken ct)
    {
        var now = context.Scope.Clock.GetUtcNow();
        if (draft.Key is { } key && await context.Set<Notification>().IgnoreQueryFilters(["Tenant"]).AnyAsync(row => row.OrganizationId == reader.OrganizationId && row.MemberId == reader.MemberId && row.Key == key && row.ReadAt == null, ct)) return;
        var choice = draft.InAppOnly ? new NoticeChoice(draft.Kind, InApp: true, MailTiming.Off) : NoticeChoice.Of(draft.Kind, reader.Choices);
        var digest = choice.Mail is MailTiming.Daily or MailTiming.Weekly;
        if (choice.InApp || digest)
        {
            await Sql.ExecuteAsync(
                context, Insert, ct, ("OrganizationId", reader.OrganizationId), ("MemberId", reader.MemberId), ("Kind", draft.Kind.ToString()), ("Subject", Cut(draft.Subject, 200)), ("Text", draft.Text is { } text ? Cut(text, 400) : null), ("Href", draft.Href),
                ("RecordType", draft.RecordType), ("EntityId", draft.RecordId), ("Key", draft.Key), ("CreatedAt", now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond)), ("InApp", choice.InApp), ("ForDigest", digest));
            context.Scope.Noticed.Add((reader.OrganizationId, reader.MemberId));
        }

        if (choice.Mail == MailTiming.AtOnce && reader.Email is { } email)
            context.Add(new OutboxMail { To = email, Subject = Cut($"{organization}: {draft.Subject}".Replace('\n', ' ').Replace('\r', ' '), 200), Text = NoticeLetter.Of(organization, [(draft.Subject, draft.Href)], address), QueuedAt = now, ForOrganization = reader.OrganizationId });
    }

    private static async Task<List<NoticeReader>> ReadersAsync(FlaskTrackDbContext context, NoticeDraft draft, CancellationToken ct)
    {
        var roles = draft.Holders is { } permission ? Enum.GetValues<Role>().Where(role => RoleGrants.Of(role).Contains(permission)).ToArray() : [];
        var members = draft.Members.ToArray();
        var now = context.Scope.Clock.GetUtcNow();
        var rows = await context.Set<Membership>().AsNoTracking().Where(member => members.Contains(member.Id) || roles.Contains(member.Role))
            .GroupJoin(context.Set<NotificationSettings>(), member => member.Id, settings => settings.MemberId, (member, settings) => new { member, settings })
            .SelectMany(pair => pair.settings.DefaultIfEmpty(), (pair, settings) => new { pair.member, settings })
            .Join(context.Set<User>(), pair => pair.member.UserId, user => user.Id, (pair, user) => new { pair.member, pair.settings, user.Email, user.Disabled })
            .OrderBy(row => row.member.Id).ToListAsync(ct);
        return [.. rows.Where(row => row.member.IsActiveAt(now) && !row.Disabled).Select(row => new NoticeReader(row.member.OrganizationId, row.member.Id, row.Email, row.settings?.Choices))];
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1)] + "…";
}

/// <summary>Whom a notice goes to and how they want it.</summary>
internal sealed record NoticeReader(long OrganizationId, long MemberId, string? Email, IReadOnlyDictionary<string, string>? Choices);
