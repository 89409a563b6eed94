using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Web.Components.Pages.Audit;

namespace FlaskTrack.Tests.Web.Audit;

public sealed class AuditAddressTests
{
    private static readonly TimeZoneInfo Oslo = TimeZoneInfo.FindSystemTimeZoneById("Europe/Oslo");

    [Fact]
    public void An_address_says_all_that_is_shown()
    {
        var shown = new AuditAddress
        {
            Filter = new AuditFilter { Text = "43 & more", Actor = "Inês", Role = "scientist", Channel = "ui", Action = "samples.", EntityType = "sample", EntityCode = "SMP-000001", HasReason = true, Outcome = AuditOutcome.Denied },
            From = new DateOnly(2026, 11, 1),
            To = new DateOnly(2026, 11, 12),
            Withheld = false,
            Before = 48_406,
            Size = 100,
            Event = 48_400,
        };

        Assert.Equal(shown, AuditAddress.Read("?" + shown.ToQuery()));
        Assert.Equal("/audit", new AuditAddress().ToHref());
    }

    [Theory]
    [InlineData("?size=7&before=x&event=-1&from=12.11.2026&outcome=9&reason=maybe")]
    [InlineData("")]
    public void What_makes_no_sense_is_left_out(string query) => Assert.Equal(new AuditAddress(), AuditAddress.Read(query));

    [Fact]
    public void Days_are_those_of_the_lab()
    {
        var filter = new AuditAddress { From = new DateOnly(2026, 10, 25), To = new DateOnly(2026, 10, 25) }.In(Oslo);

        Assert.Equal(new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero), filter.From);
        Assert.Equal(TimeSpan.FromHours(25), filter.To - filter.From); // clocks went back
    }
}
