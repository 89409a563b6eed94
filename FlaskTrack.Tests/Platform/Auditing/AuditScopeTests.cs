using System.Text;

using FlaskTrack.Core.Platform.Auditing;

namespace FlaskTrack.Tests.Platform.Auditing;

public sealed class AuditScopeTests
{
    [Theory]
    [InlineData(199, 199)]
    [InlineData(198, 200)]
    public void A_label_is_never_cut_inside_a_character(int before, int kept)
    {
        var label = new string('a', before) + "🧫🧫";

        var made = Scope().ToEvent(new PendingEvent(null, "sample", 1, "SMP-000001", label, 1, null, null), "plant", 2, new string('0', 64), DateTimeOffset.UnixEpoch);

        Assert.Equal(label[..kept], made.EntityLabel);
        Assert.Equal(made.EntityLabel, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(made.EntityLabel!)));
    }

    [Fact]
    public void A_browsers_name_is_never_cut_inside_a_character()
    {
        var agent = new string('a', 399) + "🧫";

        var made = (Scope() with { UserAgent = agent }).ToEvent(new PendingEvent(null, null, null, null, null, null, null, null), "plant", 2, new string('0', 64), DateTimeOffset.UnixEpoch);

        Assert.Equal(agent[..399], made.UserAgent);
    }

    private static AuditScope Scope() => new() { ActorKind = "user", ActorName = "Leila", Channel = "ui", Action = "samples.edit" };
}
