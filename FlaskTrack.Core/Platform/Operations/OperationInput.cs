using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

using FlaskTrack.Core.Platform.Auditing;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Input that is checked piece by piece by its own rules, such as the cells of a sheet, so that one bad piece is named by its place.</summary>
public interface ICheckedByPiece;

/// <summary>A list whose every entry gets an answer of its own, such as pasted addresses: an entry that is no text is answered like any wrong one and does not
/// keep the others back. That there are entries, and how many, is checked as ever.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnsweredByPieceAttribute : Attribute;

/// <summary>What holds for every value of every operation, whoever wrote it: nothing required is null, texts are text and bounded, choices are among those
/// offered, lists and times have bounds. An operation's own rules come on top.</summary>
internal static class OperationInput
{
    /// <summary>Longest text an operation takes, where its own rule has no lower bound.</summary>
    public const int MostCharacters = 20_000;

    /// <summary>Most values in a list.</summary>
    public const int MostValues = 10_000;

    private const int Deepest = 4;
    private static readonly DateTimeOffset Earliest = new(1900, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    /// <summary>Members that must not be null and are; where there are any, nothing else can be looked at.</summary>
    public static void CheckPresence(object operation, FieldErrors errors) => Walk(operation, errors, Missing, 0);

    /// <summary>Everything else; a field that has an error already gets no second one.</summary>
    public static void CheckValues(object operation, FieldErrors errors)
    {
        if (operation is IReasoned { Reason: { } reason } && !errors.Has("reason")) errors.Optional("reason", "Reason", reason, 1000);
        Walk(operation, errors, Wrong, 0);
        ValidateParts(operation, errors, 0);
    }

    private static void Walk(object holder, FieldErrors errors, Action<Member, object?, FieldErrors> check, int depth)
    {
        foreach (var member in Known.GetOrAdd(holder.GetType(), MembersOf))
        {
            var value = member.Property.GetValue(holder);
            if (!errors.Has(member.Field)) check(member, value, errors);
            if (value is not null && depth < Deepest && IsNested(value)) Walk(value, errors, check, depth + 1);
        }
    }

    /// <summary>Parts that have rules of their own, such as the filter of a list, keep them in every operation that takes one.</summary>
    private static void ValidateParts(object holder, FieldErrors errors, int depth)
    {
        foreach (var part in Known.GetOrAdd(holder.GetType(), MembersOf).Select(member => member.Property.GetValue(holder)).Where(value => value is not null && depth < Deepest && IsNested(value)))
        {
            (part as IValidated)?.Validate(errors);
            ValidateParts(part!, errors, depth + 1);
        }
    }

    private static bool IsNested(object value) =>
        value is not (ICheckedByPiece or string or IEnumerable or Enum or Stream) && value.GetType() is { IsClass: true } type && type.Assembly == typeof(OperationInput).Assembly;

    private static Member[] MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return [.. type.GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(property => property.GetIndexParameters().Length == 0 && property.SetMethod is not null)
            .Select(property => new Member(property, SnakeCase.Of(property.Name), Label(property.Name), nullability.Create(property)))];
    }

    private static string Label(string name)
    {
        var words = SnakeCase.Of(name).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static void Missing(Member member, object? value, FieldErrors errors)
    {
        if (value is null && member.Required) errors.Add(member.Field, $"{member.Label} is missing.");
        if (member.FullEntries && value is IEnumerable list and not (string or ICheckedByPiece) && list.Cast<object?>().Any(item => item is null)) errors.Add(member.Field, $"{member.Label} has an empty entry. Fill it in or leave it out.");
        if (value is not null && IsNameless(value)) errors.Add(member.Field, $"{member.Label} is missing.");
    }

    /// <summary>A record named by neither id nor code.</summary>
    private static bool IsNameless(object value) => value switch
    {
        IEnumerable list and not (string or ICheckedByPiece) => list.Cast<object?>().Any(item => item is not null && IsNameless(item)),
        _ => value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(RecordRef<>) && value.ToString()!.Length == 0,
    };

    private static void Wrong(Member member, object? value, FieldErrors errors)
    {
        switch (value)
        {
            case null or ICheckedByPiece:
                break;
            case string text:
                errors.Optional(member.Field, member.Label, text, MostCharacters);
                break;
            case Enum word when !Enum.IsDefined(word.GetType(), word):
                errors.Add(member.Field, $"{member.Label} must be one of {string.Join(", ", Enum.GetNames(word.GetType()).Select(SnakeCase.Of))}.");
                break;
            case DateTimeOffset time when time < Earliest || time >= Latest:
                errors.Add(member.Field, $"{member.Label} must be a time from 1900 to 2199.");
                break;
            case IDictionary pairs:
                WrongList(member, pairs.Keys.Cast<object?>().Concat(pairs.Values.Cast<object?>()), pairs.Count, errors);
                break;
            case IEnumerable list:
                var values = list.Cast<object?>().Take(MostValues + 1).ToList();
                WrongList(member, values, list is ICollection counted ? counted.Count : values.Count, errors);
                break;
            default:
                if (value.GetType().Name.StartsWith("RecordRef", StringComparison.Ordinal)) errors.Characters(member.Field, member.Label, value.ToString()!);
                break;
        }
    }

    private static void WrongList(Member member, IEnumerable<object?> values, int count, FieldErrors errors)
    {
        if (count > MostValues) errors.Add(member.Field, $"{member.Label} has {count} values; at most {MostValues} are taken at once.");
        else if (!member.ByPiece)
        {
            foreach (var value in values) Wrong(member, value, errors);
        }
    }

    private sealed record Member(PropertyInfo Property, string Field, string Label, bool Required, bool FullEntries, bool ByPiece)
    {
        public Member(PropertyInfo property, string field, string label, NullabilityInfo nullability)
            : this(property, field, label, !property.PropertyType.IsValueType && nullability.ReadState == NullabilityState.NotNull, Entry(nullability) == NullabilityState.NotNull, property.IsDefined(typeof(AnsweredByPieceAttribute)))
        {
        }

        private static NullabilityState Entry(NullabilityInfo list) => list.ElementType?.ReadState ?? list.GenericTypeArguments.FirstOrDefault()?.ReadState ?? NullabilityState.Unknown;
    }
}
