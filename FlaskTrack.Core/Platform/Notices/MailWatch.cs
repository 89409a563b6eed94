using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>Tells owners and admins inside FlaskTrack that letters do not go out: once for an outage, however many letters wait and also over a restart.
/// The notice is taken back when the mail server answers again.</summary>
internal sealed class MailWatch(DatabaseFactory factory, WriterGate gate, NoticeBroadcast notices, PublicAddress address, TimeProvider clock)
{
    public const string Subject = "Mail does not go out";

    /// <summary>On the notices of the present outage, read or not; those of a past one have <see cref="Over"/>.</summary>
    private const string Present = "mail-outage";

    /// <summary>The same where it is the server of the organization's own.</summary>
    private const string PresentOwn = "mail-outage-own";
    private const string Over = "mail-outage-over";

    /// <summary>The server did not answer.</summary>
    /// <param name="organizationId">Whose own server it is; null for the installation's, which concerns all.</param>
    public async Task FailedAsync(long? organizationId, CancellationToken ct)
    {
        List<(long Id, string Slug)> organizations;
        await using (var context = factory.Create(new DatabaseScope(clock))) organizations = await OrganizationDirectory.AllAsync(context, ct);
        foreach (var (id, slug) in organizations.Where(row => organizationId is null || row.Id == organizationId)) await TellAsync(id, slug, own: organizationId is not null, ct);
    }

    /// <summary>The server answers.</summary>
    public async Task WorksAsync(long? organizationId, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock));
        var key = organizationId is null ? Present : PresentOwn;
        var told = await context.Set<Notification>().IgnoreQueryFilters(["Tenant"]).AsNoTracking().Where(row => row.Key == key && (organizationId == null || row.OrganizationId == organizationId)).Select(row => new { row.OrganizationId, row.MemberId }).ToListAsync(ct);
        if (told.Count == 0) return;
        await Sql.ExecuteAsync(
            context, """UPDATE "Notifications" SET "Key" = @Over, "ReadAt" = COALESCE("ReadAt", @Now) WHERE "Key" = @Present AND (@All = 1 OR "OrganizationId" = @OrganizationId)""", ct,
            ("Over", Over), ("Now", clock.GetUtcNow().UtcTicks), ("Present", key), ("All", organizationId is null ? 1 : 0), ("OrganizationId", organizationId ?? 0));
        notices.Raise(told.Select(row => (row.OrganizationId, row.MemberId)).ToHashSet());
    }

    private async Task TellAsync(long organizationId, string slug, bool own, CancellationToken ct)
    {
        using var entered = await gate.EnterAsync(ct);
        await using var context = factory.Create(new DatabaseScope(clock));
        context.Enter(organizationId, slug);
        var key = own ? PresentOwn : Present;
        if (await context.Set<Notification>().AnyAsync(row => row.Key == key, ct)) return;
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        context.Scope.Audit = new AuditScope { ActorKind = "system", ActorName = "Mail watch", Channel = "job", Action = "mail.send" };
        var draft = new NoticeDraft(NotificationKind.Alert, Subject)
        {
            Holders = Permissions.Organization.Settings,
            Text = own ? "The organization's own mail server does not take letters. They wait for 24 hours and go out when it does. Test it in the mail settings." : "The mail server does not answer. Letters wait for 24 hours and go out when it does. Tell whoever runs FlaskTrack.",
            Href = own ? "/organization/settings/mail" : "/help/system",
            Key = key,
            InAppOnly = true,
        };
        await NoticeWriter.WriteAsync(context, [draft], address, ct);
        await transaction.CommitAsync(ct);
        notices.Raise(context.Scope.Noticed);
    }
}
