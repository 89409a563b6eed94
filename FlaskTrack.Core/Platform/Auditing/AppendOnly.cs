using FlaskTrack.Core.Platform.Data;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Triggers that refuse to change or delete an audit event or checkpoint, whoever asks (21 CFR 11.10(e), ASVS 16.4.2).</summary>
internal static class AppendOnly
{
    private static readonly string[] Tables = ["AuditEvents", "AuditCheckpoints"];

    public static async Task ApplyAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            foreach (var statement in Statements(context, table)) await Sql.ExecuteAsync(context, statement, ct);
        }
    }

    /// <summary>Takes the triggers off, for the removal of a demo; the caller puts them on again in the same transaction.</summary>
    public static async Task LiftAsync(FlaskTrackDbContext context, CancellationToken ct)
    {
        foreach (var table in Tables)
        {
            foreach (var statement in Lifting(context, table)) await Sql.ExecuteAsync(context, statement, ct);
        }
    }

    private static IEnumerable<string> Lifting(FlaskTrackDbContext context, string table) => context switch
    {
        SqliteFlaskTrackDbContext => [$"DROP TRIGGER IF EXISTS \"{table}_no_update\"", $"DROP TRIGGER IF EXISTS \"{table}_no_delete\""],
        PostgreSqlFlaskTrackDbContext => [$"DROP TRIGGER IF EXISTS \"{table}_append_only\" ON \"{table}\"", $"DROP TRIGGER IF EXISTS \"{table}_no_truncate\" ON \"{table}\""],
        SqlServerFlaskTrackDbContext => [$"DROP TRIGGER IF EXISTS [{table}_append_only]"],
        _ => throw new InvalidOperationException($"{context.GetType().Name} has no append-only guard."),
    };

    private static IEnumerable<string> Statements(FlaskTrackDbContext context, string table) => context switch
    {
        SqliteFlaskTrackDbContext =>
        [
            $"CREATE TRIGGER IF NOT EXISTS \"{table}_no_update\" BEFORE UPDATE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
            $"CREATE TRIGGER IF NOT EXISTS \"{table}_no_delete\" BEFORE DELETE ON \"{table}\" BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END",
        ],
        PostgreSqlFlaskTrackDbContext =>
        [
            "CREATE OR REPLACE FUNCTION flasktrack_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
            $"CREATE OR REPLACE TRIGGER \"{table}_append_only\" BEFORE UPDATE OR DELETE ON \"{table}\" FOR EACH ROW EXECUTE FUNCTION flasktrack_append_only()",
            $"CREATE OR REPLACE TRIGGER \"{table}_no_truncate\" BEFORE TRUNCATE ON \"{table}\" FOR EACH STATEMENT EXECUTE FUNCTION flasktrack_append_only()",
        ],
        SqlServerFlaskTrackDbContext =>
        [
            $"CREATE OR ALTER TRIGGER [{table}_append_only] ON [{table}] INSTEAD OF UPDATE, DELETE AS THROW 51000, 'the audit log is append-only', 1",
        ],
        _ => throw new InvalidOperationException($"{context.GetType().Name} has no append-only guard."),
    };
}
