using FlaskTrack.Core.Platform.Auditing;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Brings a database to the present model and makes it refuse any change of the audit log.</summary>
internal static class DatabaseSetup
{
    /// <summary>Applies the migrations that are missing, then the guards.</summary>
    public static async Task MigrateAsync(DatabaseFactory factory, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
        await context.Database.MigrateAsync(ct);
        await AppendOnly.ApplyAsync(context, ct);
    }

    /// <summary>Makes the tables from the model at once, for databases that live as long as a test.</summary>
    public static async Task CreateAsync(DatabaseFactory factory, CancellationToken ct)
    {
        await using var context = factory.Create(new DatabaseScope(TimeProvider.System));
        await context.Database.EnsureCreatedAsync(ct);
        await AppendOnly.ApplyAsync(context, ct);
    }
}
