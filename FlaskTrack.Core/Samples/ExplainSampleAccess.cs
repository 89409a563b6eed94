using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Explains why a member may or may not do something with a sample: every fact that counts, and the one that decides. Everyone may ask about
/// themselves; who has the member list may ask about others.</summary>
public sealed record ExplainSampleAccess(RecordRef<Sample> Record, string Permission, long? MemberId = null) : IQuery<ExplainSampleAccess, SampleWhy>, IOnRecord<Sample>, IValidated
{
    public static Permission Requires => Permissions.Records.View;

    /// <summary>What can be asked about, in the order of a sample's page.</summary>
    public static IReadOnlyList<Permission> Asked { get; } =
        [GetSample.Requires, EditSample.Requires, ChangeSampleState.Requires, SetSampleAccess.Requires, TransferSample.Requires, ArchiveSample.Requires, RestoreSample.Requires, DeleteSample.Requires];

    public void Validate(FieldErrors errors)
    {
        if (Asked.All(permission => permission.Name != Permission)) errors.Add("permission", $"Permission must be one of {string.Join(", ", Asked.Select(permission => permission.Name))}.");
    }
}

/// <param name="Verdict">The answer in one sentence.</param>
public sealed record SampleWhy(long MemberId, string Name, string Role, AccessExplanation Explanation, string Verdict);

internal sealed class ExplainSampleAccessHandler : IHandler<ExplainSampleAccess, SampleWhy>
{
    public Task<Result<SampleWhy>> HandleAsync(ExplainSampleAccess operation, OperationContext context, CancellationToken ct) => Task.FromResult(Explain(operation, context));

    private static Result<SampleWhy> Explain(ExplainSampleAccess operation, OperationContext context)
    {
        var permission = ExplainSampleAccess.Asked.First(one => one.Name == operation.Permission);
        var id = operation.MemberId ?? context.Principal.MemberId;
        if (id != context.Principal.MemberId && context.Decide(Permissions.Members.View) is { } denial) return new Problem.Refused(denial);
        if (context.Access.ByUser.Values.FirstOrDefault(one => one.MemberId == id) is not { } member) return FieldErrors.Of("member_id", "This person is no member of the organization.");

        // A reason is given when the act is done; whether one could act does not hang on it.
        var principal = id == context.Principal.MemberId ? context.Principal : context.Access.Principal(member.UserId, null, context.Now)!;
        var explained = AccessExplanation.Of(principal, permission, context.Record<Sample>().Facts(), new ActGuards(HasReason: true, HasSignature: true, context.Now));
        return new SampleWhy(id, member.DisplayName, member.Role.Name, explained, explained.Denial?.Sentence ?? Allowed(permission, explained));
    }

    private static string Allowed(Permission permission, AccessExplanation explained) =>
        $"{(explained.Facts.FirstOrDefault(fact => fact.Decides)?.Source ?? "The role")}. {(permission.Guard == Guard.Reason ? "A reason is asked for." : "")}".Trim();
}
