using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Tests.Support;

using Microsoft.Extensions.DependencyInjection;

namespace FlaskTrack.Tests.AuditTrail;

/// <summary>Verifications for tests, asked for and carried out as in the product.</summary>
internal static class VerificationGiven
{
    /// <summary>Asks for one, carries it out and gives it as its requester then finds it.</summary>
    public static async Task<VerificationView> VerifyAsync(this TestOrganization lab, Role role) => await lab.CarryOutAsync(role, await lab.DoAsync(role, new VerifyChain()));

    public static async Task<VerificationView> CarryOutAsync(this TestOrganization lab, Role role, VerificationView asked, CancellationToken stop = default)
    {
        await lab.Lab.Services.GetRequiredService<ChainVerifying>().VerifyAsync(lab.PlaceOf(role, asked), stop);
        return (await lab.DoAsync(Role.Owner, new FindVerifications())).Single(run => run.Id == asked.Id);
    }

    public static JobPlace PlaceOf(this TestOrganization lab, Role role, VerificationView asked) => new(lab.Id, lab.Slug, asked.Id, lab.UserOf(role));
}
