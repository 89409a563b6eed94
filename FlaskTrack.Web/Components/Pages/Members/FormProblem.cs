using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Web.Components.Shared;

namespace FlaskTrack.Web.Components.Pages.Members;

/// <summary>What a form knows of its last refused save: messages by field, and the sentence of everything else.</summary>
internal static class FormProblem
{
    /// <summary>The first message of a field; null where it was not refused.</summary>
    public static string? At(this Problem? problem, string field) =>
        problem is Problem.Invalid invalid && invalid.Fields.TryGetValue(field, out var messages) ? messages[0] : null;

    /// <summary>One line for each refused field, linking to the input that has its name as id.</summary>
    public static IReadOnlyList<FieldError> Lines(this Problem? problem) =>
        problem is Problem.Invalid invalid ? [.. invalid.Fields.SelectMany(field => field.Value.Select(message => new FieldError(field.Key, message)))] : [];

    /// <summary>Whether the act asks for a password or factor given a moment ago.</summary>
    public static bool AsksWhoYouAre(this Problem? problem) =>
        StepUp.IsAsked(problem);

    public static bool IsNotFound(this Problem? problem) => problem is Problem.Refused { Denial.Code: DenialCode.NotFound };
}
