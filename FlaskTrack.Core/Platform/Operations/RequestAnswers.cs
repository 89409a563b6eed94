using System.Security.Cryptography;
using System.Text;

using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What is known of a request that comes again.</summary>
public abstract record SameRequest
{
    private SameRequest()
    {
    }

    /// <summary>It was not carried out yet.</summary>
    public sealed record New : SameRequest;

    /// <summary>The key was used for something else.</summary>
    public sealed record Other : SameRequest;

    /// <summary>It was carried out and answered so.</summary>
    public sealed record Answered(string Answer) : SameRequest;

    /// <summary>It was carried out, and the answer was lost with the process that gave it.</summary>
    public sealed record Unanswered : SameRequest;
}

/// <summary>Keeps the answers of requests that must have one effect. An answer can hold a secret that is shown once, so it is sealed with the sender's key,
/// which is not stored: who reads the database reads no answer.</summary>
public sealed class RequestAnswers
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly RunnerParts parts;

    internal RequestAnswers(RunnerParts parts) => this.parts = parts;

    public async Task<SameRequest> FindAsync(long userId, RequestOnce once, CancellationToken ct)
    {
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        return await RequestClaims.FindAsync(context, userId, once, ct) switch
        {
            null => new SameRequest.New(),
            var found when found.ContentHash != once.ContentHash => new SameRequest.Other(),
            { Answer: { } answer } => new SameRequest.Answered(Open(answer, once)),
            _ => new SameRequest.Unanswered(),
        };
    }

    /// <summary>Keeps the answer beside the request that was carried out.</summary>
    public async Task KeepAsync(long userId, RequestOnce once, string answer, CancellationToken ct)
    {
        using var gate = await parts.Gate.EnterAsync(ct);
        await using var context = parts.Factory.Create(new DatabaseScope(parts.Clock));
        await RequestClaims.AnswerAsync(context, userId, once, Seal(answer, once), ct);
    }

    private static string Seal(string answer, RequestOnce once)
    {
        var plain = Encoding.UTF8.GetBytes(answer);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(Secret(once), TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes));
        return Convert.ToBase64String(box);
    }

    private static string Open(string answer, RequestOnce once)
    {
        var box = Convert.FromBase64String(answer);
        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(Secret(once), TagBytes);
        cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Secret(RequestOnce once) => HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(once.Key), 32, info: Encoding.UTF8.GetBytes("answer " + once.Route));
}
