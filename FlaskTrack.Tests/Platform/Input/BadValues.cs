using System.Collections;
using System.Reflection;

using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Tests.Platform.Input;

/// <summary>What people, scripts and broken programs send, by type of the member that gets it.</summary>
internal static class BadValues
{
    /// <summary>No text of any field: half characters, noncharacters, control characters, a name that reads backwards, a million letters.</summary>
    public static readonly string[] NoText =
    [
        "Leaf\0", "Le\u0007af", "Leaf\u001b[31m", "Le\u0085af", "Leaf \ud83e", "\udc00Leaf", "Leaf\ufffe", "Leaf \u202Efael", "\u2066Leaf", new string('x', 1_000_000), new string('é', 20_001),
    ];

    /// <summary>Text that some fields take and others refuse; whoever takes it stores it clean.</summary>
    public static readonly string[] AnyText =
    [
        "", "   \t ", "\u200b\u200d", "\u3164", "👩‍🔬 🧪 flask", "ورقة\u200f 3", "<script>alert(1)</script>", "  E\u0301toile des Neiges  ", "'; DROP TABLE \"Samples\";--", "{n}{code}{", "=1+1", "null", "-1e9999",
    ];

    /// <summary>Values that no operation may take for such a member.</summary>
    public static IEnumerable<object?> Refused(InputMember member)
    {
        if (!member.MayBeNull && !member.Type.IsValueType) yield return null;
        foreach (var value in RefusedOf(member)) yield return value;
    }

    /// <summary>Values that an operation may take or refuse, but not fail on.</summary>
    public static IEnumerable<object?> Doubtful(InputMember member)
    {
        if (member.MayBeNull) yield return null;
        IEnumerable<object?> values = member.Type switch
        {
            var type when type == typeof(string) => AnyText,
            var type when type == typeof(int) => [int.MinValue, -1, 0, int.MaxValue],
            var type when type == typeof(long) => [long.MinValue, -1L, 0L, long.MaxValue],
            var type when type == typeof(DateTimeOffset) => [new DateTimeOffset(1900, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2199, 12, 31, 23, 59, 59, TimeSpan.FromHours(-14))],
            { IsEnum: true } type => Enum.GetValues(type).Cast<object>(),
            { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(RecordRef<>) => [Ref(type, -1L), Ref(type, long.MaxValue), Ref(type, "SMP-<b>"), Ref(type, new string('9', 900))],
            var type when Item(type) == typeof(string) => [List(typeof(string), AnyText), List(typeof(string), Array.Empty<string>())],
            var type when Item(type) == typeof(long) => [List(typeof(long), new[] { -1L, 0L, long.MaxValue }), List(typeof(long), Array.Empty<long>()), List(typeof(long), new[] { 7L, 7L, 7L })],
            var type when Item(type) is { IsEnum: true } item => [List(item, Enum.GetValues(item)), List(item, Array.Empty<object>())],
            var type when IsPairs(type) => [new Dictionary<string, string>(), AnyText.ToDictionary(text => "k" + text, text => text), new Dictionary<string, string> { [""] = "x", ["<b>"] = "  " }],
            var type when Item(type) is { } item => [List(item, Array.Empty<object>())],
            _ => [],
        };
        foreach (var value in values) yield return value;
    }

    private static IEnumerable<object?> RefusedOf(InputMember member) => member.Type switch
    {
        var type when type == typeof(string) => NoText,
        var type when type == typeof(DateTimeOffset) => [DateTimeOffset.MinValue, DateTimeOffset.MaxValue],
        { IsEnum: true } type => [Enum.ToObject(type, 999), Enum.ToObject(type, -1)],
        { IsGenericType: true } type when type.GetGenericTypeDefinition() == typeof(RecordRef<>) => [Activator.CreateInstance(type), Ref(type, "SMP\0"), Ref(type, "\ud800")],
        var type when IsPairs(type) => [new Dictionary<string, string> { ["a\0"] = "b" }, new Dictionary<string, string> { ["a"] = "\ud800" }, Enumerable.Range(0, 10_001).ToDictionary(i => $"k{i}", _ => "v")],
        var type when Item(type) == typeof(string) && member.Nullability.GenericTypeArguments[0].ReadState == NullabilityState.NotNull => [.. TextLists(), List(typeof(string), new string?[] { null })],
        var type when Item(type) == typeof(string) => TextLists(),
        var type when Item(type) is { } item => [List(item, Enumerable.Repeat(One(item), 10_001).ToArray())],
        _ => [],
    };

    private static IEnumerable<object?> TextLists() => [List(typeof(string), new[] { "a", "b\0" }), List(typeof(string), new[] { "\ud800" }), List(typeof(string), Enumerable.Repeat("x", 10_001).ToArray())];

    private static object One(Type item) => item.IsGenericType ? Ref(item, 1L) : (item.IsValueType ? Activator.CreateInstance(item)! : item == typeof(string) ? "x" : System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(item));

    private static bool IsPairs(Type type) => type.IsAssignableFrom(typeof(Dictionary<string, string>)) && type != typeof(object);

    private static Type? Item(Type type) => type != typeof(string) && !IsPairs(type) && type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[0] : null;

    private static object Ref(Type type, object named) => named is long id ? Activator.CreateInstance(type, (long?)id, null)! : Activator.CreateInstance(type, null, (string)named)!;

    private static Array List(Type item, Array values)
    {
        var all = values.Cast<object>().ToArray();
        var list = Array.CreateInstance(item, all.Length);
        all.CopyTo(list, 0);
        return list;
    }
}
