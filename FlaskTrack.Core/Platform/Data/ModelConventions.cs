using System.Reflection;
using System.Text.Json;

using FlaskTrack.Core.Drafts;
using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace FlaskTrack.Core.Platform.Data;

/// <summary>Gives every entity what the platform promises of it: the organization's filter and token, composite foreign keys, portable column types.
/// Nobody writes these for an entity, so nobody can leave them out.</summary>
internal static class ModelConventions
{
    private static readonly MethodInfo TenantFilter = typeof(ModelConventions).GetMethod(nameof(FilterByTenant), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo LivingFilter = typeof(ModelConventions).GetMethod(nameof(FilterDeleted), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>All types that are stored, found by their marker.</summary>
    public static IEnumerable<Type> EntityTypes { get; } =
        [.. typeof(ModelConventions).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }
            && (type.IsAssignableTo(typeof(ITenantOwned)) || type.IsAssignableTo(typeof(ISharedReference))))];

    /// <summary>Column types that mean the same on every engine: times as UTC ticks cut to microseconds, enumerations as words.</summary>
    public static void SetTypes(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
        configuration.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<List<long>>().HaveConversion<JsonText<List<long>>, JsonComparer<List<long>>>();
        configuration.Properties<List<string>>().HaveConversion<JsonText<List<string>>, JsonComparer<List<string>>>();
        configuration.Properties<Dictionary<string, string>>().HaveConversion<JsonText<Dictionary<string, string>>, JsonComparer<Dictionary<string, string>>>();
    }

    public static void Apply(ModelBuilder model, FlaskTrackDbContext context)
    {
        foreach (var type in EntityTypes) model.Entity(type).ToTable(TableName(type));
        SetKeys(model);
        model.ApplyConfigurationsFromAssembly(typeof(ModelConventions).Assembly);
        foreach (var type in EntityTypes.Where(type => type.IsAssignableTo(typeof(ITenantOwned))))
        {
            TenantFilter.MakeGenericMethod(type).Invoke(null, [model, context]);
            if (type.IsAssignableTo(typeof(GovernedRecord))) LivingFilter.MakeGenericMethod(type).Invoke(null, [model]);
            AddReferences(model.Entity(type), type);
        }

        if (context is SqlServerFlaskTrackDbContext) CountCharacters(model);
        RequireMarkers(model);
    }

    /// <summary>SQL Server's lengths are UTF-16 units, of which a character has one or two; the other engines count characters as the rules do.</summary>
    private static void CountCharacters(ModelBuilder model)
    {
        var texts = EntityTypes.SelectMany(type => model.Entity(type).Metadata.GetProperties()).Where(property => property.ClrType == typeof(string) && !property.IsKey());
        foreach (var property in texts.Where(property => property.GetMaxLength() is not null)) property.SetMaxLength(property.GetMaxLength() * 2);
    }

    /// <summary>Tables are plurals of their type: <c>Species</c> stays, <c>MemberActivity</c> becomes <c>MemberActivities</c>.</summary>
    internal static string TableName(Type type) => type.Name switch
    {
        [.., 's'] name => name,
        [.. var stem, 'y'] => stem + "ies",
        var name => name + "s",
    };

    private static void SetKeys(ModelBuilder model)
    {
        model.Entity<Organization>().HasKey(organization => organization.OrganizationId);
        model.Entity<AuditEvent>().HasKey(row => new { row.OrganizationId, row.Sequence });
        model.Entity<OrganizationHead>().HasKey(row => row.OrganizationId);
        model.Entity<OrganizationHead>().Property(row => row.OrganizationId).ValueGeneratedNever();
        model.Entity<CodeCounter>().HasKey(row => new { row.OrganizationId, row.Prefix });
        model.Entity<MemberActivity>().HasKey(row => new { row.OrganizationId, row.MemberId });
        model.Entity<RequestClaim>().HasKey(row => new { row.OrganizationId, row.UserId, row.Route, row.KeyHash });
        model.Entity<RequestClaim>().HasIndex(row => row.At);
        model.Entity<FormDraft>().HasKey(row => new { row.OrganizationId, row.UserId, row.Page, row.Record });
        model.Entity<FormDraft>().HasIndex(row => row.At);
        foreach (var type in EntityTypes.Where(type => type.IsAssignableTo(typeof(TenantRow))))
        {
            var entity = model.Entity(type);
            entity.HasKey(nameof(TenantRow.Id));
            entity.HasAlternateKey(nameof(ITenantOwned.OrganizationId), nameof(TenantRow.Id));
            entity.Property<int>(nameof(TenantRow.Version)).IsConcurrencyToken();
            if (type.IsAssignableTo(typeof(GovernedRecord)))
                entity.HasIndex(nameof(ITenantOwned.OrganizationId), nameof(GovernedRecord.Code)).IsUnique();
        }
    }

    private static void FilterByTenant<T>(ModelBuilder model, FlaskTrackDbContext context)
        where T : class, ITenantOwned
    {
        var entity = model.Entity<T>();
        entity.HasQueryFilter("Tenant", row => row.OrganizationId == context.OrganizationId);

        // TENANT: as a concurrency token, the organization is in every UPDATE and DELETE, so that an attached row of another one matches nothing.
        if (typeof(T) != typeof(Organization)) entity.Property(row => row.OrganizationId).IsConcurrencyToken();
    }

    private static void FilterDeleted<T>(ModelBuilder model)
        where T : GovernedRecord => model.Entity<T>().HasQueryFilter("Living", record => record.Status != RecordStatus.Deleted);

    private static void AddReferences(EntityTypeBuilder entity, Type type)
    {
        foreach (var property in type.GetProperties())
        {
            if (property.GetCustomAttribute<ReferencesAttribute>() is not { } reference) continue;
            entity.HasOne(reference.Target).WithMany().HasForeignKey(nameof(ITenantOwned.OrganizationId), property.Name)
                .HasPrincipalKey(nameof(ITenantOwned.OrganizationId), nameof(TenantRow.Id)).OnDelete(DeleteBehavior.Restrict);
        }
    }

    private static void RequireMarkers(ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            var type = entity.ClrType;
            var ours = type.Assembly == typeof(ModelConventions).Assembly;
            if (ours && !type.IsAssignableTo(typeof(ITenantOwned)) && !type.IsAssignableTo(typeof(ISharedReference)))
                throw new InvalidOperationException($"{type.Name} is stored but is neither {nameof(ITenantOwned)} nor {nameof(ISharedReference)}.");
        }
    }

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        time => time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond),
        ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class JsonText<T>() : ValueConverter<T, string>(
        value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
        text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!)
        where T : class;

    private sealed class JsonComparer<T>() : ValueComparer<T>(
        (a, b) => StoredJson.Same(a, b),
        value => StoredJson.Hash(value),
        value => (T)StoredJson.Copy(value)!)
        where T : class;
}

/// <summary>Compares and copies the values kept as JSON text, member by member: the change tracker does both for every row it loads.</summary>
internal static class StoredJson
{
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (List<long> x, List<long> y) => x.SequenceEqual(y),
        (List<string> x, List<string> y) => x.SequenceEqual(y, StringComparer.Ordinal),
        (Dictionary<string, string> x, Dictionary<string, string> y) => x.SequenceEqual(y),
        _ => false,
    };

    public static int Hash(object value) => value switch
    {
        List<long> list => list.Count == 0 ? 0 : HashCode.Combine(list.Count, list[0]),
        List<string> list => list.Count == 0 ? 0 : HashCode.Combine(list.Count, list[0]),
        Dictionary<string, string> map => map.Count,
        _ => throw new InvalidOperationException($"{value.GetType().Name} is not kept as JSON."),
    };

    public static object? Copy(object? value) => value switch
    {
        null => null,
        List<long> list => new List<long>(list),
        List<string> list => new List<string>(list),
        Dictionary<string, string> map => new Dictionary<string, string>(map),
        _ => throw new InvalidOperationException($"{value.GetType().Name} is not kept as JSON."),
    };
}
