using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>The only door to the database, made by the runner for one operation in one organization. Reads see that organization only; every
/// change is audited in its own transaction.</summary>
internal class FlaskTrackDbContext(DbContextOptions options, DatabaseScope scope)
    : IdentityUserContext<User, long, IdentityUserClaim<long>, IdentityUserLogin<long>, IdentityUserToken<long>, IdentityUserPasskey<long>>(options)
{
    /// <summary>0 where the work belongs to no organization.</summary>
    public long OrganizationId { get; private set; }

    public DatabaseScope Scope { get; } = scope;

    /// <summary>Goes into one organization; from then on the context sees and writes that one only.</summary>
    public void Enter(long organizationId, string slug)
    {
        if (OrganizationId != 0) throw new TenantViolationException("A context serves one organization.");
        OrganizationId = organizationId;
        Scope.OrganizationSlug = slug;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Use SaveChangesAsync, which audits.");

    /// <summary>Guards, stamps, saves and audits in one transaction.</summary>
    /// <exception cref="InvalidOperationException">The context reads only, or has no audit scope.</exception>
    /// <exception cref="TenantViolationException">A row of another organization was changed.</exception>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Every look at the tracker compares all rows with their snapshots unless told not to; twice is enough: before the stamps and after them.
        var detects = ChangeTracker.AutoDetectChangesEnabled;
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            ChangeTracker.DetectChanges();
            if (!ChangeTracker.HasChanges()) return 0;
            if (Scope.Audit is null) throw new InvalidOperationException("Something was saved outside an operation that writes.");
            TenantGuard.Check(this);
            RowStamps.Apply(this);
            ChangeTracker.DetectChanges();
            return await SaveAuditedAsync(cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    /// <summary>Stores the organization itself and goes on inside it; the first event of its chain is its creation.</summary>
    public async Task FoundAsync(Organizations.Organization organization, CancellationToken ct)
    {
        if (OrganizationId != 0) throw new InvalidOperationException("An organization is founded outside any organization.");
        organization.Version = 1;
        Add(organization);
        var changes = ChangeCollector.Collect(this);
        await base.SaveChangesAsync(true, ct);
        Enter(organization.OrganizationId, organization.Slug);
        await AuditChain.BeginAsync(this, ct);
        await AuditChain.AppendAsync(this, changes.Select(change => change.ToPending()), organization.Slug, Scope.Audit!, accessChanged: true, ct);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.SetTypes(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        ModelConventions.Apply(builder, this);
    }

    private async Task<int> SaveAuditedAsync(CancellationToken ct)
    {
        var owned = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(ct) : null;
        await using (owned)
        {
            var changes = ChangeCollector.Collect(this);
            var saved = await base.SaveChangesAsync(true, ct);
            await AuditChain.AppendChangesAsync(this, changes, ct);
            if (owned is not null) await owned.CommitAsync(ct);
            return saved;
        }
    }
}

/// <summary>For whom a context works, and what its changes touched.</summary>
internal sealed class DatabaseScope(TimeProvider clock)
{
    public TimeProvider Clock { get; } = clock;

    public string OrganizationSlug { get; set; } = "";

    /// <summary>Null for reading only.</summary>
    public AuditScope? Audit { get; set; }

    /// <summary>Ends of chains as the present shared transaction left them; null outside one, where every look is at the database.</summary>
    public Dictionary<long, Head>? Heads { get; set; }

    /// <summary>Set when a change altered somebody's rights; open pages are told after the commit.</summary>
    public bool AccessChanged { get; set; }

    /// <summary>Accounts whose sessions or factors changed.</summary>
    public HashSet<long> UsersChanged { get; } = [];

    /// <summary>Members who got a notice or read one; their pages are told after the commit.</summary>
    public HashSet<(long OrganizationId, long MemberId)> Noticed { get; } = [];
}

internal sealed class SqliteFlaskTrackDbContext(DbContextOptions options, DatabaseScope scope) : FlaskTrackDbContext(options, scope);

internal sealed class PostgreSqlFlaskTrackDbContext(DbContextOptions options, DatabaseScope scope) : FlaskTrackDbContext(options, scope);

internal sealed class SqlServerFlaskTrackDbContext(DbContextOptions options, DatabaseScope scope) : FlaskTrackDbContext(options, scope);
