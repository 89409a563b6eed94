using System.ComponentModel.DataAnnotations;

using FlaskTrack.Core.Platform.Data;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Tenancy;

namespace FlaskTrack.Core.Drafts;

/// <summary>A form that somebody left open, with what they had typed. It is theirs alone, is no record and is not audited: nothing of it was done yet.</summary>
public sealed class FormDraft : ITenantOwned, ITechnicalRow
{
    public long OrganizationId { get; internal set; }

    public long UserId { get; internal set; }

    [MaxLength(60)]
    public string Page { get; internal set; } = "";

    /// <summary>Code or id of the record the form is about; empty for a new one.</summary>
    [MaxLength(40)]
    public string Record { get; internal set; } = "";

    public DateTimeOffset At { get; internal set; }

    /// <summary><see cref="DraftValues"/> as JSON.</summary>
    public string Values { get; internal set; } = "";
}

/// <summary>What was typed, as it was typed: also what saving would refuse.</summary>
/// <param name="Typed">By field, those that were changed.</param>
/// <param name="Was">What these fields held when the form was opened, to tell what others changed since.</param>
public sealed record DraftValues(IReadOnlyDictionary<string, string?> Typed, IReadOnlyDictionary<string, string?> Was) : ICheckedByPiece
{
    /// <summary>A form with everything typed at its limits stays below.</summary>
    public const int MostCharacters = 200_000;

    /// <summary>All values of a form, with those that were typed in place of the present ones.</summary>
    public IReadOnlyDictionary<string, string?> Over(IReadOnlyDictionary<string, string?> present) =>
        present.ToDictionary(pair => pair.Key, pair => Typed.TryGetValue(pair.Key, out var typed) ? typed : pair.Value);

    public int Characters => Typed.Concat(Was).Sum(pair => pair.Key.Length + (pair.Value?.Length ?? 0));
}

/// <summary>A draft as it is offered.</summary>
public sealed record KeptDraft(DraftValues Values, DateTimeOffset At);
