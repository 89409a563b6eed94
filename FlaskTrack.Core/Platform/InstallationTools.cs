using FlaskTrack.Core.Accounts;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Core.Platform;

/// <summary>What the operator's command line does with evidence. Packets are built by the same operations as on the page, under a member's rights.</summary>
public sealed class InstallationTools
{
    private const string By = "Command line";

    private readonly IServiceProvider services;

    internal InstallationTools(IServiceProvider services) => this.services = services;

    /// <summary>Verifies the chain of one organization. The run is kept and audited as one by the command line.</summary>
    /// <param name="progress">Told events and total.</param>
    /// <param name="slug">The present slug, or a former one that still counts.</param>
    /// <returns>Null where no organization has the slug.</returns>
    public async Task<ChainReport?> VerifyOrganizationAsync(string slug, Action<long, long>? progress = null, CancellationToken ct = default)
    {
        if (await OrganizationAsync(slug, ct) is not var (id, present)) return null;
        return await services.GetRequiredService<ChainWatch>().VerifyAsync(id, present, By, progress, ct);
    }

    /// <summary>Slugs of all organizations, for a verification of every chain.</summary>
    public async Task<IReadOnlyList<string>> OrganizationsAsync(CancellationToken ct = default)
    {
        await using var context = Context();
        return [.. (await OrganizationDirectory.AllAsync(context, ct)).Select(organization => organization.Slug)];
    }

    /// <summary>Checks a packet's file. Its key must be one of this installation's, unless <paramref name="anyKey"/> allows another's.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<PacketReport> VerifyPacketAsync(string file, bool anyKey = false, CancellationToken ct = default)
    {
        ct.ThrowIfCancellationRequested();
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
        return Task.FromResult(PacketVerifier.Verify(stream, anyKey ? null : [.. services.GetRequiredService<SigningKeys>().All.Select(key => key.PublicKey)]));
    }

    /// <summary>Asks for a packet of one sample, builds it at once and writes it to a file.</summary>
    /// <param name="email">Address of the member under whose rights it is built.</param>
    public async Task<Result<PacketView>> BuildPacketAsync(string slug, string sampleCode, string email, string outFile, CancellationToken ct = default)
    {
        if (await UserIdAsync(email, ct) is not { } user) return FieldErrors.Of("as", $"Nobody has an account with the address {email}.");
        var caller = Caller.Job(user, slug, By);
        var runner = services.GetRequiredService<JobRunner>();
        var asked = await runner.RunAsync(caller, new RequestEvidence(new EvidenceRequest { Codes = [sampleCode] }), ct);
        if (!asked.IsOk) return asked;

        var (organization, present) = (await OrganizationAsync(slug, ct))!.Value;
        await services.GetRequiredService<EvidenceBuilder>().BuildAsync(new JobPlace(organization, present, asked.Value.Id, user), ct);
        var built = await runner.RunAsync(caller, new GetEvidence(asked.Value.Id), ct);
        if (!built.IsOk) return built;
        if (built.Value.State != PacketState.Ready) return new Problem.NotAllowed(built.Value.Failure ?? $"{built.Value.Code} was not built.");
        var file = await runner.RunAsync(caller, new DownloadEvidence(asked.Value.Id), ct);
        if (!file.IsOk) return file.Problem;
        await using var content = file.Value.Content;
        await using var target = new FileStream(outFile, FileMode.Create, FileAccess.Write);
        await content.CopyToAsync(target, ct);
        return built;
    }

    private FlaskTrackDbContext Context() => services.GetRequiredService<DatabaseFactory>().Create(new DatabaseScope(services.GetRequiredService<TimeProvider>()));

    private async Task<(long Id, string Slug)?> OrganizationAsync(string slug, CancellationToken ct)
    {
        await using var context = Context();
        return await OrganizationDirectory.NamedAsync(context, slug, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
    }

    private async Task<long?> UserIdAsync(string email, CancellationToken ct)
    {
        await using var context = Context();
        var normalized = email.Trim().ToUpperInvariant();
        return await context.Set<User>().Where(row => row.NormalizedEmail == normalized).Select(row => (long?)row.Id).FirstOrDefaultAsync(ct);
    }
}
