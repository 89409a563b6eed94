using FlaskTrack.Core.Platform.Data;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Support;

/// <summary>What somebody with the database's own tools could do: the guards are dropped first, as they would.</summary>
internal static class Tampering
{
    public static Task ChangeAsync(this TestOrganization organization, long sequence, string column, string value) =>
        organization.RawAsync($"""UPDATE "AuditEvents" SET "{column}" = '{value}' WHERE "OrganizationId" = {organization.Id} AND "Sequence" = {sequence}""");

    public static async Task RawAsync(this TestOrganization organization, params string[] statements)
    {
        await using var context = organization.Lab.Factory.Create(new DatabaseScope(organization.Lab.Clock));
        await context.Database.OpenConnectionAsync();
        foreach (var statement in WithoutGuards(context).Concat(statements)) await Sql.ExecuteAsync(context, statement, default);
    }

    private static IEnumerable<string> WithoutGuards(FlaskTrackDbContext context) => new[] { "AuditEvents", "AuditCheckpoints" }.SelectMany(table => context switch
    {
        PostgreSqlFlaskTrackDbContext => (string[])[$"DROP TRIGGER IF EXISTS \"{table}_append_only\" ON \"{table}\"", $"DROP TRIGGER IF EXISTS \"{table}_no_truncate\" ON \"{table}\""],
        SqlServerFlaskTrackDbContext => [$"DROP TRIGGER IF EXISTS [{table}_append_only]"],
        _ => [$"DROP TRIGGER IF EXISTS \"{table}_no_update\"", $"DROP TRIGGER IF EXISTS \"{table}_no_delete\""],
    });
}
