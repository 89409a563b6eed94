using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Members;

/// <summary>Changes how a member is named, where and how long they work, and whether they run pipelines. All values are given; each replaces the present one.</summary>
/// <param name="Sites">Empty means all.</param>
/// <param name="Reason">Asked for where the member is an owner.</param>
public sealed record EditMember(long MemberId, string DisplayName, string? JobTitle, IReadOnlyList<long> Sites, bool CanRunPipelines, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? Version, string? Reason = null)
    : ICommand<EditMember, MemberRow>, IValidated, IVersioned, IReasoned
{
    public static Permission Requires => Permissions.Members.Manage;

    public void Validate(FieldErrors errors)
    {
        errors.Line("display_name", "Display name", DisplayName, 120);
        errors.Line("job_title", "Job title", JobTitle, 120, required: false);
        errors.Optional("reason", "Reason", Reason, 1000);
        if (Sites.Count > 200) errors.Add("sites", "Choose at most 200 sites.");
        if (EndsAt <= StartsAt) errors.Add("ends_at", "The end is before the start. Enter a later end.");
    }
}

internal sealed class EditMemberHandler : IHandler<EditMember, MemberRow>
{
    public async Task<Result<MemberRow>> HandleAsync(EditMember operation, OperationContext context, CancellationToken ct)
    {
        if (await context.Rows<Membership>().SingleOrDefaultAsync(row => row.Id == operation.MemberId, ct) is not { } member) return Problem.NotFound;
        if (MemberRules.MayActOn(context.Principal, member, operation.Reason, EditMember.Requires) is { } refused) return refused;
        if (operation.Version is { } version && version != member.Version) return new Problem.Conflict(member.Version);
        if (member.Status == MembershipStatus.Removed) return new Problem.NotAllowed($"{member.DisplayName} was removed. Invite them again to bring them back.");
        if (MemberDates.Check(member.Role, operation.StartsAt, operation.EndsAt, member.EndsAt, context.Now) is { } wrong) return wrong;
        if (Prolongs(operation, member, context)) return FieldErrors.Of("ends_at", "Another owner has to change the end of your own membership.");
        var sites = operation.Sites.Distinct().Order().ToList();
        if (!sites.SequenceEqual(member.Sites) && await MemberRules.MayGiveSitesAsync(sites, member.Sites, context, ct) is { } outside) return outside;
        var remains = operation.EndsAt is null && (operation.StartsAt is null || operation.StartsAt <= context.Now);
        if (await MemberRules.KeepsAnOwnerAsync(member, remains, context, ct) is { } last) return last;
        Apply(operation, member, sites);
        await context.SaveAsync(ct);
        return await MemberReader.OneAsync(member.Id, context, ct);
    }

    /// <summary>Nobody lengthens their own access.</summary>
    private static bool Prolongs(EditMember operation, Membership member, OperationContext context) =>
        member.Id == context.Principal.MemberId && member.EndsAt is { } end && (operation.EndsAt is null || operation.EndsAt > end);

    private static void Apply(EditMember operation, Membership member, List<long> sites)
    {
        member.DisplayName = StoredText.Clean(operation.DisplayName)!;
        member.JobTitle = StoredText.Clean(operation.JobTitle);
        member.Sites = sites;
        member.CanRunPipelines = operation.CanRunPipelines;
        member.StartsAt = operation.StartsAt;
        member.EndsAt = operation.EndsAt;
    }
}
