using System.Diagnostics;
using System.Text;
using FlaskTrack.Core.Platform.Integrity;

namespace FlaskTrack.Tests.Platform.Integrity;

public sealed class ChainEventTests
{
    private const string KnownJson =
        """{"action":"samples.edit","actor":{"id":7,"kind":"user","name":"Ana Díaz","on_behalf_of":null,"role":"scientist"},"after":{"volume":"2.5"},"authentication":"password+totp","before":{"volume":"1.5"},"channel":"ui","entity":{"code":"S-000012","id":12,"label":"37 °C \"lysate\"","type":"sample","version":2},"ip":"192.0.2.7","organization":"north-lab","previous_hash":"0000000000000000000000000000000000000000000000000000000000000000","reason":"Recount\nagreed","request_id":"r1","sequence":1,"session_id":"s1","signature_id":null,"time":"2026-03-01T08:30:00.123456Z","user_agent":"Firefox"}""";

    [Fact]
    public void An_event_has_exactly_the_members_of_the_format() =>
        Assert.Equal(KnownJson, Encoding.UTF8.GetString(SampleChain.Known().ToCanonicalUtf8(withHash: false)));

    [Fact]
    public void The_hash_is_the_one_other_software_computes() =>
        Assert.Equal(Python("import hashlib,sys;print(hashlib.sha256(('0'*64+'\\n').encode()+sys.stdin.buffer.read()).hexdigest())", KnownJson),
            ChainHash.Compute(SampleChain.Known()));

    [Fact]
    public void The_fast_writer_writes_what_the_general_canonicalizer_writes()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var entry = ChainHash.Seal(SampleChain.Event(new SampleJson(seed), seed + 1, ChainHash.Genesis));
            var line = entry.ToCanonicalUtf8(withHash: true);
            Assert.Equal(Encoding.UTF8.GetString(CanonicalJson.Canonicalize(line)), Encoding.UTF8.GetString(line));
            Assert.Equal(entry, ChainEvent.Parse(line));
        }
    }

    [Fact]
    public void Time_is_cut_to_microseconds_in_utc()
    {
        var entry = SampleChain.Known() with { Time = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(-5)).AddTicks(19) };
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero).AddTicks(10), entry.Time);
    }

    [Fact]
    public void Integers_no_double_can_hold_and_lone_surrogates_are_refused()
    {
        Assert.Throws<FormatException>(() => ChainHash.Compute(SampleChain.Known() with { EntityId = (1L << 53) + 1 }));
        Assert.Throws<FormatException>(() => ChainHash.Compute(SampleChain.Known() with { Reason = "\ud83d" }));
    }

    [Theory]
    [InlineData("\"reason\":\"Recount\\nagreed\",", "")]
    [InlineData("\"reason\":", "\"motive\":")]
    [InlineData("\"sequence\":1", "\"sequence\":1,\"sequence\":2")]
    [InlineData("\"sequence\":1", "\"sequence\":1.5")]
    [InlineData("\"sequence\":1", "\"sequence\":null")]
    [InlineData("\"ip\":\"192.0.2.7\"", "\"ip\":7")]
    [InlineData(".123456Z", ".123Z")]
    [InlineData("\"version\":2", "\"version\":9999999999")]
    [InlineData("{\"volume\":\"2.5\"}", "[]")]
    [InlineData("Recount", "\\ud800")]
    public void A_line_that_is_no_event_is_refused(string part, string instead)
    {
        Assert.Contains(part, KnownJson, StringComparison.Ordinal);
        var line = KnownJson.Replace(part, instead, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => ChainEvent.Parse(Encoding.UTF8.GetBytes(line)));
    }

    internal static string Python(string program, string input)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        process.StandardInput.BaseStream.Write(Encoding.UTF8.GetBytes(input));
        process.StandardInput.Close();
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
