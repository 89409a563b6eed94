using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace FlaskTrack.Core.Accounts;

/// <summary>Counts wrong tries in transactions of their own, which stay whatever becomes of the try.</summary>
internal sealed class SignInThrottles(DatabaseFactory factory, WriterGate gate, TimeProvider clock)
{
    private const int Attempts = 5;

    public Task<ThrottleAnswer> TakeAsync(string key, CancellationToken ct) => ChangeAsync(key, row => row.Take(clock.GetUtcNow()), ct);

    /// <summary>Notes a failure of a name without account: as much work as the audit event of one that has one.</summary>
    public Task FailedAsync(string key, CancellationToken ct) => ChangeAsync(key, row => { row.Failed(clock.GetUtcNow()); return default; }, ct);

    public Task ClearAsync(string key, CancellationToken ct) => ChangeAsync(key, row => { row.Clear(); return default; }, ct);

    private async Task<ThrottleAnswer> ChangeAsync(string key, Func<SignInThrottle, ThrottleAnswer> change, CancellationToken ct)
    {
        var hash = SecretHash.Of(key);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var entered = await gate.EnterAsync(ct);
                await using var context = factory.Create(new DatabaseScope(clock) { Audit = Visitor.Installation.ToScope("auth.count") });
                var row = await context.Set<SignInThrottle>().FirstOrDefaultAsync(row => row.Key == hash, ct);
                if (row is null) context.Add(row = new SignInThrottle { Key = hash });
                var answer = change(row);
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
