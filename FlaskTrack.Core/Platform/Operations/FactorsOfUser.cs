using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Data;

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>The second factors of one person, for the reset that their organizations' admins start.</summary>
internal sealed class FactorsOfUser(FlaskTrackDbContext database, long userId)
{
    private User? user;

    private User Loaded => user ?? throw new InvalidOperationException("The account was not loaded.");

    public async Task<User> LoadAsync(CancellationToken ct) => user = await database.Set<User>().SingleAsync(row => row.Id == userId, ct);

    /// <summary>Whether anything beside a password signs the person in.</summary>
    public async Task<bool> AnyAsync(CancellationToken ct) => Loaded.TwoFactorEnabled || await Passkeys.AnyAsync(ct);

    /// <summary>The organizations the person works in, and whether an admin there has started a reset that still counts. TENANT: names for the person alone.</summary>
    public async Task<List<ConcernedOrganization>> ConcernedAsync(DateTimeOffset now, CancellationToken ct)
    {
        var last = Loaded.FactorsResetAt;
        var starts = await database.Set<FactorReset>().IgnoreQueryFilters(["Tenant"]).AsNoTracking().Where(row => row.UserId == userId && row.Until > now && (last == null || row.StartedAt > last)).Select(row => row.OrganizationId).ToListAsync(ct);
        var rows = await database.Set<Membership>().IgnoreQueryFilters(["Tenant"]).AsNoTracking().Where(row => row.UserId == userId)
            .Join(database.Set<Organization>().IgnoreQueryFilters(["Tenant"]).Where(row => row.Status != OrganizationStatus.Closed), row => row.OrganizationId, organization => organization.OrganizationId, (row, organization) => new { Membership = row, organization.OrganizationId, organization.Name }).ToListAsync(ct);
        return [.. rows.Where(row => row.Membership.IsActiveAt(now)).Select(row => new ConcernedOrganization(row.OrganizationId, row.Name, starts.Contains(row.OrganizationId)))];
    }

    /// <summary>Has two admins who start at the same moment come one after the other, so that the second sees the first.</summary>
    public void Touch() => Loaded.ConcurrencyStamp = Guid.NewGuid().ToString();

    /// <summary>Takes off every factor, ends every sign-in and revokes the personal tokens, which were made with what is lost; the person has to enrol before an organization opens.</summary>
    public async Task DropAsync(DateTimeOffset now, CancellationToken ct)
    {
        Loaded.TwoFactorEnabled = false;
        Loaded.FactorsResetAt = now;
        Loaded.MustEnrol = true;
        Loaded.SecurityStamp = Guid.NewGuid().ToString();
        Touch();
        database.RemoveRange(await database.Set<IdentityUserToken<long>>().Where(row => row.UserId == userId && AuthenticatorService.Kept.Contains(row.Name)).ToListAsync(ct));
        database.RemoveRange(await Passkeys.ToListAsync(ct));
        var open = await database.Set<UserSession>().Where(row => row.UserId == userId && row.EndedAt == null).ToListAsync(ct);
        foreach (var row in open) Sessions.End(row, SessionEnd.FactorChanged, now);
        foreach (var token in await database.Set<PersonalToken>().Where(row => row.UserId == userId && row.RevokedAt == null).ToListAsync(ct)) token.RevokedAt = now;
    }

    private IQueryable<IdentityUserPasskey<long>> Passkeys => database.Set<IdentityUserPasskey<long>>().Where(row => row.UserId == userId);
}

/// <summary>An organization whose admin has to start a reset.</summary>
internal sealed record ConcernedOrganization(long OrganizationId, string Name, bool HasStarted);
