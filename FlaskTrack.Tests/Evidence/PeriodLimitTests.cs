using FlaskTrack.Core.Evidence;

namespace FlaskTrack.Tests.Evidence;

public sealed class PeriodLimitTests
{
    [Theory]
    [InlineData(2001, "2,001 samples changed in this period, and a packet holds 2,000. Build 2 packets or more")]
    [InlineData(6000, "6,000 samples changed in this period, and a packet holds 2,000. Build 3 packets or more")]
    public void A_period_too_full_says_into_how_many_to_split_it(int changed, string said) => Assert.StartsWith(said, EvidenceRules.TooMany(changed), StringComparison.Ordinal);
}
