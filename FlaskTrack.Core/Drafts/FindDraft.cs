using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Drafts;

/// <summary>The caller's own draft of a form; null where there is none or it is older than 14 days.</summary>
public sealed record FindDraft(string Page, string? Record = null) : IQuery<FindDraft, FoundDraft>, IValidated
{
    public static Permission Requires => Permissions.Member;

    public void Validate(FieldErrors errors) => DraftName.Validate(Page, Record, errors);
}

public sealed record FoundDraft(KeptDraft? Draft);

internal sealed class FindDraftHandler : IHandler<FindDraft, FoundDraft>
{
    public async Task<Result<FoundDraft>> HandleAsync(FindDraft operation, OperationContext context, CancellationToken ct) =>
        new FoundDraft(await context.Drafts.FindAsync(operation.Page, operation.Record, ct));
}
