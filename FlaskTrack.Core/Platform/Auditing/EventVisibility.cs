using System.Linq.Expressions;
using System.Reflection;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Platform.Auditing;

/// <summary>Which events of the audit log a reader sees, as one condition the database evaluates: events on records they may read, what they did
/// themselves, and, with <c>access.review</c>, sign-ins, sessions and refusals of others. A record's tombstone keeps the rules the record had.</summary>
internal static class EventVisibility
{
    /// <summary>How a refusal's <c>after</c> begins; no record has a member of that name.</summary>
    public const string DeniedPrefix = "{\"denied\":\"";

    private static readonly MethodInfo ReadableOf = typeof(EventVisibility).GetMethod(nameof(OnReadable), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo IdsOf = typeof(EventVisibility).GetMethod(nameof(Ids), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo LivingOf = typeof(EventVisibility).GetMethod(nameof(LivingCodes), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo TombstonesOf = typeof(EventVisibility).GetMethod(nameof(DeletedCodes), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo SensitiveOf = typeof(EventVisibility).GetMethod(nameof(OnSensitive), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly string[] OpenTypes = ["organization", "site", "species"];
    private static readonly string[] MemberTypes = ["membership"];

    /// <summary>Every governed type by the name events carry.</summary>
    public static IReadOnlyDictionary<string, Type> Governed { get; } =
        ModelConventions.EntityTypes.Where(type => type.IsAssignableTo(typeof(GovernedRecord))).ToDictionary(type => SnakeCase.Of(type.Name), StringComparer.Ordinal);

    public static Expression<Func<AuditEvent, bool>> For(FlaskTrackDbContext context, Principal principal)
    {
        var me = principal.MemberId;
        var reviews = principal.Holds(Permissions.Access.Review);
        var governed = Governed.Keys.ToArray();
        var open = principal.Holds(Permissions.Members.View) ? [.. OpenTypes, .. MemberTypes] : OpenTypes;

        Expression<Func<AuditEvent, bool>> others = reviews
            ? e => e.EntityType == null || !governed.Contains(e.EntityType)
            : e => (e.EntityType == null || !governed.Contains(e.EntityType))
                && ((e.ActorKind == "user" && e.ActorId == me) || (e.EntityType == "account" && e.EntityId == me)
                    || (e.EntityType != null && open.Contains(e.EntityType) && (e.After == null || !e.After.StartsWith(DeniedPrefix))));
        return Governed.Aggregate(others, (all, pair) => Or(all, (Expression<Func<AuditEvent, bool>>)ReadableOf.MakeGenericMethod(pair.Value).Invoke(null, [context, principal, pair.Key, reviews])!));
    }

    /// <summary>Those of some records of a type that the principal may read; deleted ones are not among them.</summary>
    public static IQueryable<long> ReadableIds(FlaskTrackDbContext context, Principal principal, string type, IReadOnlyCollection<long> ids) =>
        Governed.TryGetValue(type, out var entity) ? (IQueryable<long>)IdsOf.MakeGenericMethod(entity).Invoke(null, [context, principal, ids])! : throw new InvalidOperationException($"{type} is no governed record.");

    /// <summary>Those of some records of a type, named by code, that the principal may read; deleted ones are not among them.</summary>
    public static IQueryable<CodeOfRecord> Living(FlaskTrackDbContext context, Principal principal, string type, IReadOnlyCollection<string> codes) =>
        (IQueryable<CodeOfRecord>)LivingOf.MakeGenericMethod(Governed[type]).Invoke(null, [context, principal, codes])!;

    /// <summary>Which of these codes of a type are of deleted records.</summary>
    public static IQueryable<string> Tombstones(FlaskTrackDbContext context, string type, IReadOnlyCollection<string> codes) =>
        (IQueryable<string>)TombstonesOf.MakeGenericMethod(Governed[type]).Invoke(null, [context, codes])!;

    /// <summary>Events on records marked sensitive.</summary>
    public static Expression<Func<AuditEvent, bool>> OnSensitiveRecords(FlaskTrackDbContext context) =>
        Governed.Aggregate((Expression<Func<AuditEvent, bool>>)(e => false), (all, pair) => Or(all, (Expression<Func<AuditEvent, bool>>)SensitiveOf.MakeGenericMethod(pair.Value).Invoke(null, [context, pair.Key])!));

    public static Expression<Func<AuditEvent, bool>> Or(Expression<Func<AuditEvent, bool>> a, Expression<Func<AuditEvent, bool>> b) =>
        Expression.Lambda<Func<AuditEvent, bool>>(Expression.OrElse(a.Body, Swap.Parameter(b, a.Parameters[0])), a.Parameters);

    public static Expression<Func<AuditEvent, bool>> And(Expression<Func<AuditEvent, bool>> a, Expression<Func<AuditEvent, bool>> b) =>
        Expression.Lambda<Func<AuditEvent, bool>>(Expression.AndAlso(a.Body, Swap.Parameter(b, a.Parameters[0])), a.Parameters);

    public static Expression<Func<AuditEvent, bool>> Not(Expression<Func<AuditEvent, bool>> a) =>
        Expression.Lambda<Func<AuditEvent, bool>>(Expression.Not(a.Body), a.Parameters);

    private static Expression<Func<AuditEvent, bool>> OnReadable<T>(FlaskTrackDbContext context, Principal principal, string type, bool reviews)
        where T : GovernedRecord
    {
        var me = principal.MemberId;
        var readable = context.Set<T>().IgnoreQueryFilters(["Living"]).ReadableBy(principal);
        return reviews
            ? e => e.EntityType == type && readable.Any(record => record.Id == e.EntityId)
            : e => e.EntityType == type && readable.Any(record => record.Id == e.EntityId)
                && (e.After == null || !e.After.StartsWith(DeniedPrefix) || (e.ActorKind == "user" && e.ActorId == me));
    }

    private static IQueryable<long> Ids<T>(FlaskTrackDbContext context, Principal principal, IReadOnlyCollection<long> ids)
        where T : GovernedRecord => context.Set<T>().AsNoTracking().ReadableBy(principal).Where(record => ids.Contains(record.Id)).Select(record => record.Id);

    private static IQueryable<CodeOfRecord> LivingCodes<T>(FlaskTrackDbContext context, Principal principal, IReadOnlyCollection<string> codes)
        where T : GovernedRecord => context.Set<T>().IgnoreAutoIncludes().AsNoTracking().ReadableBy(principal).Where(record => codes.Contains(record.Code)).Select(record => new CodeOfRecord(record.Id, record.Code));

    private static IQueryable<string> DeletedCodes<T>(FlaskTrackDbContext context, IReadOnlyCollection<string> codes)
        where T : GovernedRecord => context.Set<T>().IgnoreQueryFilters(["Living"]).AsNoTracking().Where(record => record.Status == RecordStatus.Deleted && codes.Contains(record.Code)).Select(record => record.Code);

    private static Expression<Func<AuditEvent, bool>> OnSensitive<T>(FlaskTrackDbContext context, string type)
        where T : GovernedRecord
    {
        var sensitive = context.Set<T>().IgnoreQueryFilters(["Living"]).Where(record => record.Sensitive);
        return e => e.EntityType == type && sensitive.Any(record => record.Id == e.EntityId);
    }

    private sealed class Swap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        public static Expression Parameter(Expression<Func<AuditEvent, bool>> lambda, ParameterExpression to) => new Swap(lambda.Parameters[0], to).Visit(lambda.Body);

        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}

internal sealed record CodeOfRecord(long Id, string Code);
