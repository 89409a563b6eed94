using System.IO.Compression;

using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.Evidence;

/// <summary>Packets for tests, asked for and built as in the product.</summary>
internal static class EvidenceGiven
{
    public static EvidenceRequest Samples(params string[] codes) => new() { Codes = codes, Purpose = "Customer audit", Recipient = "Vogt Audit" };

    public static Task<PacketView> RequestAsync(this TestOrganization lab, Role role, EvidenceRequest request, string? reason = null) => lab.DoAsync(role, new RequestEvidence(request, reason));

    /// <summary>Builds a queued packet and gives it as its requester then finds it.</summary>
    public static async Task<PacketView> BuildAsync(this TestOrganization lab, Role role, PacketView packet, CancellationToken stop = default)
    {
        await lab.Lab.Services.GetRequiredService<EvidenceBuilder>().BuildAsync(new JobPlace(lab.Id, lab.Slug, packet.Id, lab.UserOf(role)), stop);
        return await lab.DoAsync(Role.Owner, new GetEvidence(packet.Id));
    }

    public static async Task<PacketView> PacketAsync(this TestOrganization lab, Role role, EvidenceRequest request)
    {
        var built = await lab.BuildAsync(role, await lab.RequestAsync(role, request));
        Assert.True(built.State == PacketState.Ready, built.Failure);
        return built;
    }

    public static async Task<byte[]> DownloadAsync(this TestOrganization lab, Role role, PacketView packet)
    {
        var file = await lab.DoAsync(role, new DownloadEvidence(packet.Id));
        await using var content = file.Content;
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    public static byte[] File(this byte[] packet, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(packet));
        using var entry = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Files of the evidence folder, unfinished ones too.</summary>
    public static string[] Files(this TestLab lab)
    {
        var folder = Path.Combine(lab.Folder, "evidence");
        return Directory.Exists(folder) ? Directory.GetFiles(folder) : [];
    }
}
