using System.Buffers.Text;
using System.Text.Json;

using FlaskTrack.Core.Accounts;
using FlaskTrack.Web.Identity;

using Microsoft.AspNetCore.Identity;

namespace FlaskTrack.Web.Hosting;

/// <summary>Finds whose passkey answered a challenge. What fails is noted as a wrong password is: for the person whose passkey was named, else in the log.</summary>
public sealed partial class PasskeyDoor(IPasskeyHandler<User> passkeys, PasskeyService kept, ShortCookie cookies, ILogger<PasskeyDoor> logger)
{
    private const int LongestCredential = 20_000;

    internal ShortCookie Cookies => cookies;

    /// <summary>The person, once per challenge; null for an answer that proves nothing.</summary>
    /// <param name="challenge">What was asked; null where it ran out or was never asked.</param>
    public async Task<User?> VerifyAsync(HttpContext context, string? challenge, string credential, CancellationToken ct)
    {
        if (challenge is null || credential.Length is 0 or > LongestCredential) return null; // nothing to look at: no try
        var answer = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = challenge });
        var visitor = Visitors.Of(context);
        if (answer.Succeeded && answer.Passkey.IsUserVerified && await kept.UsedAsync(answer.User, answer.Passkey, challenge, visitor, ct)) return answer.User;
        if (CredentialId(credential) is not { } id || !await kept.FailedAsync(id, visitor, ct)) LogUnknown(logger, visitor.Ip);
        return null;
    }

    private static byte[]? CredentialId(string credential)
    {
        try
        {
            using var document = JsonDocument.Parse(credential);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? Base64Url.DecodeFromChars(id.GetString()) : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            return null; // not what a browser sends
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A passkey that nobody here has was tried from {Address}.")]
    private static partial void LogUnknown(ILogger logger, string? address);
}
