using System.Data;

using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>A reading transaction: what is read in it is of one moment. On SQLite it holds no writer back.</summary>
internal static class ReadSnapshot
{
    public static async Task<IAsyncDisposable> BeginAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        if (context.Database.CurrentTransaction is not null) throw new InvalidOperationException("A snapshot is for an operation that only reads.");
        if (context is SqliteFlaskTrackDbContext)
        {
            await context.Database.OpenConnectionAsync(ct);
            var deferred = ((SqliteConnection)context.Database.GetDbConnection()).BeginTransaction(deferred: true);
            var used = await context.Database.UseTransactionAsync(deferred, ct);
            return new Held(context, deferred, used!);
        }

        return await context.Database.BeginTransactionAsync(context is PostgreSqlFlaskTrackDbContext ? IsolationLevel.RepeatableRead : IsolationLevel.Serializable, ct);
    }

    private sealed class Held(FlaskTrackDbContext context, SqliteTransaction deferred, IAsyncDisposable used) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await used.DisposeAsync();
            await deferred.DisposeAsync();
            await context.Database.CloseConnectionAsync();
        }
    }
}
