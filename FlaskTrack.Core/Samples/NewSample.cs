using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;

namespace FlaskTrack.Core.Samples;

/// <summary>Makes a sample from checked fields, for creation by hand and by import.</summary>
internal static class NewSample
{
    public static Sample Of(OperationContext context, string code, SampleFields fields, string? state, Visibility? visibility, IReadOnlyCollection<Sample> parents)
    {
        var sample = new Sample
        {
            OrganizationId = context.Organization.Id,
            Code = code,
            Visibility = visibility ?? context.Organization.DefaultVisibility,
            Passage = SampleRules.Passage(parents.Select(parent => parent.Passage), fields.Derivation),
        };
        SampleRules.Apply(sample, fields);
        sample.MoveTo(state ?? SampleStates.Of(sample.Domain).Start.Key, context.Now);
        foreach (var parent in parents) sample.Parents.Add(Link(sample, parent));
        return sample;
    }

    public static SampleParent Link(Sample child, Sample parent) =>
        new() { OrganizationId = child.OrganizationId, SampleId = child.Id, Holder = child, ParentId = parent.Id, ParentCode = parent.Code };
}
