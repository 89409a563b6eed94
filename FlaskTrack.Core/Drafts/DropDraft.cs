using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Drafts;

/// <summary>Forgets a draft, because the form was saved or its owner discards it.</summary>
public sealed record DropDraft(string Page, string? Record = null) : ICommand<DropDraft, Done>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors) => DraftName.Validate(Page, Record, errors);
}

internal sealed class DropDraftHandler : IHandler<DropDraft, Done>
{
    public async Task<Result<Done>> HandleAsync(DropDraft operation, OperationContext context, CancellationToken ct)
    {
        await context.Drafts.DropAsync(operation.Page, operation.Record, ct);
        return default(Done);
    }
}
