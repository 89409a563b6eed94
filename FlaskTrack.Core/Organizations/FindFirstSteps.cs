using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Members;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;

using Microsoft.EntityFrameworkCore;

namespace FlaskTrack.Core.Organizations;

/// <summary>How far a new organization has come, each step told by what is really there.</summary>
public sealed record FindFirstSteps : IQuery<FindFirstSteps, IReadOnlyList<FirstStep>>
{
    public static Permission Requires => Permissions.Organization.View;
}

/// <summary>What a new organization does first.</summary>
public enum FirstStepKind
{
    Contact,
    Invite,
    Protect,
    Sample,
    Follow,
    Evidence,
}

/// <summary>One step of the list.</summary>
public sealed record FirstStep(FirstStepKind Kind, bool IsDone);

internal sealed class FindFirstStepsHandler : IHandler<FindFirstSteps, IReadOnlyList<FirstStep>>
{
    public async Task<Result<IReadOnlyList<FirstStep>>> HandleAsync(FindFirstSteps operation, OperationContext context, CancellationToken ct)
    {
        var organization = await context.Rows<Organization>().AsNoTracking().SingleAsync(ct);
        var invited = await context.Rows<Invitation>().AnyAsync(ct) || await context.Rows<Membership>().CountAsync(ct) > 1;
        FirstStep[] steps =
        [
            new(FirstStepKind.Contact, organization.ContactEmail is not null),
            new(FirstStepKind.Invite, invited),
            new(FirstStepKind.Protect, organization.TwoFactorPolicy != TwoFactorPolicy.Optional),
            new(FirstStepKind.Sample, await context.Readable<Sample>().AnyAsync(ct)),
            new(FirstStepKind.Follow, await context.Links<SampleParent>().AnyAsync(ct)),
            new(FirstStepKind.Evidence, await context.Readable<EvidencePacket>().AnyAsync(ct)),
        ];
        return steps;
    }
}
