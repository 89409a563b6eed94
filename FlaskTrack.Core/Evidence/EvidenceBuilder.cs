using System.Security.Cryptography;

using FlaskTrack.Core.Notifications;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Integrity;
using FlaskTrack.Core.Platform.Notices;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.Extensions.Logging;

namespace FlaskTrack.Core.Evidence;

/// <summary>Builds queued packets one after another, each under the rights its requester has then. A failure names the record at hand and leaves no file; a
/// restart goes on with what was queued.</summary>
internal sealed partial class EvidenceBuilder(PacketQueue queue, PacketFiles files, JobRunner runner, JobStore store, SigningKeys keys, ILogger<EvidenceBuilder> log)
{
    private const string Name = "Evidence builder";

    /// <summary>Takes up what an earlier process left, then works until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await ResumeAsync(stop);
        await foreach (var place in queue.TakeAsync(stop)) await BuildAsync(place, stop);
    }

    /// <summary>Puts every unfinished packet of the database into the queue.</summary>
    public async Task ResumeAsync(CancellationToken ct)
    {
        files.Sweep();
        foreach (var place in await store.FindAsync<EvidencePacket>(packet => packet.PacketState == PacketState.Queued || packet.PacketState == PacketState.Building,
            packet => new JobOwner { OrganizationId = packet.OrganizationId, RecordId = packet.Id, MemberId = packet.CreatedById }, ct)) queue.Add(place);
    }

    /// <summary>Builds one packet, unless it was cancelled or is finished.</summary>
    public async Task BuildAsync(JobPlace place, CancellationToken stop)
    {
        using var work = queue.Begin(place, stop);
        if (!await ChangeAsync(place, Begin, stop)) return;
        string? key = null;
        try
        {
            var content = await runner.RunAsync(Caller.Job(place.UserId, place.Organization, Name), new CollectEvidence(place.RecordId) { Progress = work }, work.Token);
            if (!content.IsOk)
            {
                await FailAsync(place, content.Problem.Sentence, stop);
                return;
            }

            (key, var file) = files.Begin();
            await using (file)
            {
                var manifest = await PacketAssembly.WriteAsync(content.Value, file, keys, work, work.Token);
                file.Flush(flushToDisk: true);
                file.Position = 0;
                var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, work.Token));
                files.Finish(key);
                if (await ChangeAsync(place, packet => Ready(packet, content.Value, manifest, key, hash, file.Length), stop, Told)) key = null;
            }
        }
        catch (OperationCanceledException) when (work.Token.IsCancellationRequested)
        {
            // Cancelled by a person: the record says so already. Stopped with the process: the packet stays in the queue.
        }
#pragma warning disable CA1031 // A job has no caller to tell; what went wrong belongs on its record.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Broke(log, fault, place.Organization, place.RecordId);
            await FailAsync(place, work.Record is { } code ? $"Building stopped at {code}. {Sentence(fault)}" : Sentence(fault), stop);
        }
        finally
        {
            files.Delete(key);
        }
    }

    private static bool Begin(EvidencePacket packet)
    {
        if (!EvidenceRules.IsUnfinished(packet)) return false;
        packet.PacketState = PacketState.Building;
        return true;
    }

    private static string Sentence(Exception fault) => fault is IOException ? "The server's disk refused the file." : "The server met a fault, which is in its log.";

    private static bool Ready(EvidencePacket packet, PacketContent content, PacketManifest manifest, string key, string hash, long size)
    {
        if (packet.PacketState != PacketState.Building) return false;
        packet.PacketState = PacketState.Ready;
        packet.RecordIds = [.. content.Records.Select(record => record.Id)];
        packet.HoldsReviewedEvents = content.Events.Any(read => read.Facts.IsDenied);
        packet.RecordCount = content.Records.Count;
        packet.EventCount = content.Events.Count;
        packet.FileCount = manifest.Files.Count;
        packet.WithheldCount = content.LeftOut.Total;
        packet.AsOfSequence = content.Head.Sequence;
        packet.RootHash = content.Checkpoint!.MerkleRoot;
        packet.ManifestHash = Convert.ToHexStringLower(SHA256.HashData(manifest.ToCanonicalUtf8()));
        packet.FileHash = hash;
        packet.SizeBytes = size;
        packet.FileKey = key;
        packet.BuiltAt = content.MadeAt;
        return true;
    }

    private Task<bool> ChangeAsync(JobPlace place, Func<EvidencePacket, bool> change, CancellationToken ct, Func<EvidencePacket, NoticeDraft>? tell = null) => store.ChangeAsync(place, Name, Permissions.Evidence.Generate, change, ct, tell);

    private static NoticeDraft Told(EvidencePacket packet) => new(NotificationKind.PacketReady, packet.PacketState == PacketState.Ready ? $"Evidence packet {packet.Code} is ready" : $"Evidence packet {packet.Code} could not be built")
    {
        Text = packet.Failure,
        Href = $"/evidence/{packet.Code}",
        RecordType = SnakeCase.Of(nameof(EvidencePacket)),
        RecordId = packet.Id,
    };

    private Task<bool> FailAsync(JobPlace place, string why, CancellationToken ct) => ChangeAsync(place, packet =>
    {
        if (!EvidenceRules.IsUnfinished(packet)) return false;
        packet.PacketState = PacketState.Failed;
        packet.Failure = why;
        return true;
    }, ct, Told);

    [LoggerMessage(Level = LogLevel.Error, Message = "Building evidence packet {Packet} of {Organization} failed")]
    private static partial void Broke(ILogger log, Exception fault, string organization, long packet);
}
