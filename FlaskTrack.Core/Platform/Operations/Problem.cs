using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Platform.Operations;

/// <summary>Every expected way in which an operation does not happen. Doors switch on the kind; nothing else exists.</summary>
public abstract record Problem
{
    private Problem()
    {
    }

    /// <summary>What happened and what to do, for a person.</summary>
    public abstract string Sentence { get; }

    public static Problem NotFound { get; } = new Refused(Denials.NotFound);

    /// <summary>The access model said no.</summary>
    public sealed record Refused(Denial Denial) : Problem
    {
        public override string Sentence => Denial.Sentence;
    }

    /// <summary>Something given is wrong; each field has its messages.</summary>
    public sealed record Invalid(IReadOnlyDictionary<string, IReadOnlyList<string>> Fields) : Problem
    {
        public override string Sentence => Fields.Count == 1 ? Fields.Values.First()[0] : $"{Fields.Count} fields need a correction.";
    }

    /// <summary>A rule of the lab's work forbids it in the present state.</summary>
    public sealed record NotAllowed(string Why) : Problem
    {
        public override string Sentence => Why;
    }

    /// <summary>The program failed, not the person; everything it had begun was undone. Pages get this in place of an exception, so that what was typed stays.</summary>
    /// <param name="RequestId">As in the server's log.</param>
    public sealed record Faulted(string RequestId) : Problem
    {
        public override string Sentence => $"Something failed here, and nothing was saved. What you typed is still in the form. Save again; if it happens again, give an admin the request id {RequestId}.";
    }

    /// <summary>Somebody else changed the record since it was read; nothing was overwritten.</summary>
    public sealed record Conflict(int? CurrentVersion) : Problem
    {
        public override string Sentence => "Somebody else changed this in the meantime. Nothing was overwritten; compare both and save again.";
    }
}
