using FlaskTrack.Core.Mail;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Platform.Notices;

/// <summary>The mail servers that organizations named as their own, for the worker that sends letters.</summary>
internal sealed class MailServers(LetterDelivery letters, IServiceProvider services)
{
    /// <summary>By organization; null where the saved secret cannot be read any more. Empty where the installation lets none have its own.</summary>
    public async Task<Dictionary<long, MailServer?>> OfOrganizationsAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        if (letters.Organizations == OrganizationServers.None) return [];
        var rows = await context.Set<OrganizationMail>().IgnoreQueryFilters(["Tenant"]).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0) return [];
        var names = await context.Set<Organization>().IgnoreQueryFilters(["Tenant"]).Select(row => new { row.OrganizationId, row.Name }).ToDictionaryAsync(row => row.OrganizationId, row => row.Name, ct);
        var seal = services.GetRequiredService<ISecretSeal>();
        return rows.ToDictionary(row => row.OrganizationId, row => row.Open(seal) is { } server ? server with { FromName = server.FromName ?? names.GetValueOrDefault(row.OrganizationId) } : null);
    }
}
