using FlaskTrack.Core.Organizations;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Samples;

/// <summary>Puts many samples at a site, all or none; null takes them off every site.</summary>
public sealed record SetSamplesSite(IReadOnlyList<RecordRef<Sample>> Records, long? SiteId, string? Reason = null) : ICommand<SetSamplesSite, SavedSamples>, IOnRecords<Sample>, IReasoned, IValidated
{
    public static Permission Requires => Permissions.Samples.Edit;

    public void Validate(FieldErrors errors) => SampleBatch.Validate(Records, errors);
}

internal sealed class SetSamplesSiteHandler : IHandler<SetSamplesSite, SavedSamples>
{
    public async Task<Result<SavedSamples>> HandleAsync(SetSamplesSite operation, OperationContext context, CancellationToken ct)
    {
        var errors = new FieldErrors();
        if (operation.SiteId is { } id && !await context.Rows<Site>().AnyAsync(row => row.Id == id && !row.Archived, ct)) errors.Add("site", "Site is not one in use. Choose one from the list.");
        SampleRules.CheckSite(operation.SiteId, context, errors);
        if (errors.Any) return errors.ToProblem();
        return await SampleBatch.DoAsync(context, sample =>
        {
            sample.SiteId = operation.SiteId;
            return null;
        }, ct);
    }
}
