namespace FlaskTrack.Web.Components.Shared;

/// <summary>Which side of a conflict is taken.</summary>
public enum ConflictSide { Open, Theirs, Yours }

/// <summary>One field that changed since both started: base, theirs, yours, as text that people read.</summary>
public sealed record ConflictField(string Key, string Label, string? Base, string? Theirs, string? Yours)
{
    /// <summary>Both changed it, differently: a person has to choose.</summary>
    public bool NeedsChoice => Theirs != Base && Yours != Base && Theirs != Yours;

    /// <summary>The side a field takes by itself because the other did not touch it.</summary>
    public ConflictSide Automatic => NeedsChoice ? ConflictSide.Open : Yours != Base ? ConflictSide.Yours : ConflictSide.Theirs;

    /// <summary>The value that will be saved for a side.</summary>
    public string? Result(ConflictSide side) => side switch
    {
        ConflictSide.Theirs => Theirs,
        ConflictSide.Yours => Yours,
        _ => null,
    };
}
