using System.Collections;
using System.Reflection;

using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;

namespace FlaskTrack.Tests.Platform.Input;

/// <summary>A member of an operation's input, also inside a part of it such as the fields of a sample.</summary>
internal sealed record InputMember(IReadOnlyList<PropertyInfo> Path)
{
    private const string CloneMethod = "<Clone>$";

    public PropertyInfo Last => Path[^1];

    public Type Type => Nullable.GetUnderlyingType(Last.PropertyType) ?? Last.PropertyType;

    public string Field => SnakeCase.Of(Last.Name);

    public NullabilityInfo Nullability => new NullabilityInfoContext().Create(Last);

    public bool MayBeNull => Nullable.GetUnderlyingType(Last.PropertyType) is not null || (!Last.PropertyType.IsValueType && Nullability.ReadState == NullabilityState.Nullable);

    public override string ToString() => string.Join('.', Path.Select(property => property.Name));

    public static IReadOnlyList<InputMember> Of(object input) => [.. Find(input, [])];

    /// <summary>A copy of the input with this member changed.</summary>
    public object With(object input, object? value) => With(input, 0, value);

    private static IEnumerable<InputMember> Find(object holder, IReadOnlyList<PropertyInfo> path)
    {
        foreach (var property in holder.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null && property.PropertyType != typeof(Stream)))
        {
            var value = property.GetValue(holder);
            if (property.PropertyType.IsAssignableTo(typeof(ICheckedByPiece)) || property.IsDefined(typeof(AnsweredByPieceAttribute))) continue;
            var part = value is not (null or string or IEnumerable) && property.PropertyType.GetMethod(CloneMethod) is not null && property.PropertyType.Assembly == typeof(OperationCatalogue).Assembly;
            if (!part) yield return new InputMember([.. path, property]);
            else
            {
                foreach (var inner in Find(value!, [.. path, property])) yield return inner;
            }
        }
    }

    private object With(object holder, int depth, object? value)
    {
        var copy = holder.GetType().GetMethod(CloneMethod)!.Invoke(holder, null)!;
        Path[depth].SetValue(copy, depth == Path.Count - 1 ? value : With(Path[depth].GetValue(holder)!, depth + 1, value));
        return copy;
    }
}
