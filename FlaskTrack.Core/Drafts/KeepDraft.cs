using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Drafts;

/// <summary>Keeps what is typed in a form for 14 days, in place of what was kept before. Forms with passwords and other secrets never send it.</summary>
public sealed record KeepDraft(string Page, string? Record, DraftValues Values) : ICommand<KeepDraft, Done>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors)
    {
        DraftName.Validate(Page, Record, errors);
        if (Values.Characters > DraftValues.MostCharacters) errors.Add("values", $"The form holds {Values.Characters} characters; drafts of up to {DraftValues.MostCharacters} are kept.");
    }
}

internal sealed class KeepDraftHandler : IHandler<KeepDraft, Done>
{
    public async Task<Result<Done>> HandleAsync(KeepDraft operation, OperationContext context, CancellationToken ct)
    {
        await context.Drafts.KeepAsync(operation.Page, operation.Record, operation.Values, ct);
        return default(Done);
    }
}

/// <summary>How the place of a draft is named.</summary>
internal static class DraftName
{
    public static void Validate(string page, string? record, FieldErrors errors)
    {
        errors.Line("page", "Page", page, 60);
        errors.Line("record", "Record", record, 40, required: false);
    }
}
