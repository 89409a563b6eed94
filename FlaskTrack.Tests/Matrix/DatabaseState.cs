using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Tests.Support;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Tests.Matrix;

/// <summary>Every row of every table of every organization as one hash a table, but for the audit chain, to which a refusal adds.</summary>
internal static class DatabaseState
{
    private static readonly MethodInfo Hash = typeof(DatabaseState).GetMethod(nameof(HashAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static async Task<SortedDictionary<string, string>> ReadAsync(TestLab lab)
    {
        await using var context = lab.Factory.Create(new DatabaseScope(lab.Clock));
        return await ReadAsync(context);
    }

    public static async Task<SortedDictionary<string, string>> ReadAsync(FlaskTrackDbContext context)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in context.Model.GetEntityTypes().Where(type => !type.IsOwned()).Select(type => type.ClrType).Distinct())
        {
            if (type != typeof(AuditEvent) && type != typeof(OrganizationHead)) state[type.Name] = await (Task<string>)Hash.MakeGenericMethod(type).Invoke(null, [context])!;
        }

        return state;
    }

    private static async Task<string> HashAsync<T>(FlaskTrackDbContext context)
        where T : class
    {
        var rows = await context.Set<T>().IgnoreQueryFilters().ToListAsync();
        var lines = rows.Select(row => string.Join('|', context.Entry(row).Properties.Select(property => JsonSerializer.Serialize(property.CurrentValue)))).Order(StringComparer.Ordinal);
        return $"{rows.Count}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))}";
    }
}
