using System.Data.Common;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>The platform's own statements, for rows that do not pass the change tracker: chain, counters, activity. Text is constant; values are parameters.</summary>
internal static class Sql
{
    public static async Task<int> ExecuteAsync(DbContext context, string text, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = await CommandAsync(context, text, values, ct);
        return await command.ExecuteNonQueryAsync(ct);
    }

    public static async Task<object?> ScalarAsync(DbContext context, string text, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = await CommandAsync(context, text, values, ct);
        var value = await command.ExecuteScalarAsync(ct);
        return value is DBNull ? null : value;
    }

    public static async Task<T?> FirstAsync<T>(DbContext context, string text, Func<DbDataReader, T> read, CancellationToken ct, params (string Name, object? Value)[] values)
    {
        await using var command = await CommandAsync(context, text, values, ct);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? read(reader) : default;
    }

    public static async Task<DbCommand> CommandAsync(DbContext context, string text, (string Name, object? Value)[] values, CancellationToken ct)
    {
        var connection = context.Database.GetDbConnection();
        if (connection.State != System.Data.ConnectionState.Open) await context.Database.OpenConnectionAsync(ct);
        var command = connection.CreateCommand();
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // every caller passes a constant; values are parameters
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            if (value is null) parameter.DbType = name is "ActorId" or "EntityId" or "EntityVersion" or "SignatureId" or "FirstBroken" ? System.Data.DbType.Int64 : System.Data.DbType.String;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
