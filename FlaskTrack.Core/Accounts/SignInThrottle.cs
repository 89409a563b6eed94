using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Accounts;

/// <summary>Wrong tries on one account, or on a name that no account has, from one place or from everywhere: all are counted alike, so that a wait tells
/// nothing (ASVS 6.3.8).</summary>
public sealed class SignInThrottle : ISharedReference
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)];

    /// <summary>SHA-256 of what is counted.</summary>
    [MaxLength(64)]
    public required string Key { get; init; }

    public int Tries { get; private set; }

    public int WaitsGiven { get; private set; }

    public DateTimeOffset FirstTryAt { get; private set; }

    public DateTimeOffset LastTryAt { get; private set; }

    public DateTimeOffset? WaitUntil { get; private set; }

    [ConcurrencyCheck]
    public int Version { get; private set; }

    /// <summary>How long no try is looked at; null where one is.</summary>
    public TimeSpan? Wait(DateTimeOffset now) => WaitUntil is { } until && until > now ? until - now : null;

    /// <summary>Counts a try.</summary>
    /// <param name="most">Tries within the window before waits begin.</param>
    /// <returns>Whether this try, if wrong, begins a wait.</returns>
    public bool Count(DateTimeOffset now, int most)
    {
        if (now - (WaitUntil ?? FirstTryAt) > Window) Clear();
        if (Tries == 0) FirstTryAt = now;
        Tries++;
        LastTryAt = now;
        Version++;
        if (Tries < most) return false;
        WaitUntil = now + Waits[Math.Min(WaitsGiven, Waits.Length - 1)];
        WaitsGiven++;
        return true;
    }

    public void Failed(DateTimeOffset now)
    {
        LastTryAt = now;
        Version++;
    }

    public void Clear()
    {
        Tries = 0;
        WaitsGiven = 0;
        WaitUntil = null;
        Version++;
    }
}

/// <param name="Wait">How long no try is looked at; null where this one is.</param>
/// <param name="Locks">This try, if wrong, begins a wait.</param>
public readonly record struct ThrottleAnswer(TimeSpan? Wait, bool Locks);
