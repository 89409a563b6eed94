using System.Diagnostics.CodeAnalysis;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>What an operation gives: its value, or the problem that kept it from it. Exceptions are for faults and outages only.</summary>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, Problem? problem)
    {
        this.value = value;
        Problem = problem;
    }

    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOk => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Value => IsOk ? value! : throw new InvalidOperationException($"The operation failed: {Problem}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}

/// <summary>The value of an operation that has nothing to say but that it is done.</summary>
public readonly record struct Done;
