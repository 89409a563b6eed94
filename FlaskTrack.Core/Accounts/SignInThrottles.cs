using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

/// <summary>Counts wrong tries in transactions of their own, which stay whatever becomes of the try.</summary>
internal sealed class SignInThrottles(DatabaseFactory factory, WriterGate gate, TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>Counts a try before it is checked, so that tries sent at once cannot slip past the limit. One that has to wait is not counted.</summary>
    public Task<ThrottleAnswer> TakeAsync(ThrottleSubject subject, CancellationToken ct) => ChangeAsync(subject, (rows, now) =>
    {
        var wait = rows.Max(row => row.Throttle.Wait(now));
        if (wait is not null) return new ThrottleAnswer(wait, false);
        var locks = false;
        foreach (var (throttle, most) in rows) locks |= throttle.Count(now, most);
        return new ThrottleAnswer(null, locks);
    }, ct);

    /// <summary>Notes a failure of a name without account: as much work as the audit event of one that has one.</summary>
    public Task FailedAsync(ThrottleSubject subject, CancellationToken ct) => ChangeAsync(subject, (rows, now) => Each(rows, row => row.Failed(now)), ct);

    public Task ClearAsync(ThrottleSubject subject, CancellationToken ct) => ChangeAsync(subject, (rows, _) => Each(rows, row => row.Clear()), ct);

    private static ThrottleAnswer Each(IReadOnlyList<(SignInThrottle Throttle, int Most)> rows, Action<SignInThrottle> change)
    {
        foreach (var (throttle, _) in rows) change(throttle);
        return default;
    }

    private async Task<ThrottleAnswer> ChangeAsync(ThrottleSubject subject, Func<IReadOnlyList<(SignInThrottle Throttle, int Most)>, DateTimeOffset, ThrottleAnswer> change, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var entered = await gate.EnterAsync(ct);
                await using var context = factory.Create(new DatabaseScope(clock) { Audit = Visitor.Installation.ToScope("auth.count") });
                List<(SignInThrottle, int)> rows = [];
                foreach (var (key, most) in subject.Rows)
                {
                    var hash = SecretHash.Of(key);
                    var row = await context.Set<SignInThrottle>().FirstOrDefaultAsync(row => row.Key == hash, ct);
                    if (row is null) context.Add(row = new SignInThrottle { Key = hash });
                    rows.Add((row, most));
                }

                var answer = change(rows, clock.GetUtcNow());
                await context.SaveChangesAsync(ct);
                return answer;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // Another process counted at the same instant; count again on what it left.
            }
        }
    }
}

internal sealed class SignInThrottleConfiguration : IEntityTypeConfiguration<SignInThrottle>
{
    public void Configure(EntityTypeBuilder<SignInThrottle> builder) => builder.HasKey(row => row.Key);
}
