using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

using FlaskTrack.Core.AuditTrail;
using FlaskTrack.Core.Evidence;
using FlaskTrack.Core.Platform.Auditing;
using FlaskTrack.Core.Platform.Operations;
using FlaskTrack.Core.Platform.Security;
using FlaskTrack.Core.Samples;
using FlaskTrack.Tests.Evidence;
using FlaskTrack.Tests.Samples;
using FlaskTrack.Tests.Support;

namespace FlaskTrack.Tests.Matrix;

/// <summary>Whatever shows an administrator somebody's restricted record leaves an event that names it, through whichever query it was read.</summary>
public sealed class AdministrativeReadTests
{
    private const string Name = "Sealed clone";
    private static readonly JsonSerializerOptions Json = MakeJson();
    private static readonly MethodInfo Typed = typeof(AdministrativeReadTests).GetMethod(nameof(ShownByAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    [Fact]
    public async Task Every_query_that_shows_a_restricted_record_to_an_admin_is_written_down()
    {
        await using var lab = await TestLab.OpenAsync();
        var ground = await Ground.PrepareAsync(await lab.OrganizationAsync());
        ground.Actor = Role.Admin;
        var plant = ground.Lab;
        var closed = await plant.SampleAsync(Role.Scientist, Name, Visibility.Restricted);
        var child = await plant.ChildAsync(closed);
        var made = (await plant.EventsAsync()).First(e => e.EntityCode == closed.Code).Sequence;
        var inputs = new List<object>
        {
            new ExportAuditEvents(new AuditFilter(), AuditExportFormat.Csv, new MemoryStream()),
            new ExportAuditEvents(new AuditFilter(), AuditExportFormat.Jsonl, new MemoryStream()),
            new ExportAuditEvents(new AuditFilter(), AuditExportFormat.Xlsx, new MemoryStream()),
            new ExportSamples { Format = ExportFormat.Csv },
            new ExportSamples { Format = ExportFormat.Json, Filter = new SampleFilter { Codes = [child.Code] } },
            new ExportSamples { Format = ExportFormat.Xlsx, Filter = new SampleFilter { Codes = [child.Code] } },
            new FindSamples { Filter = new SampleFilter { Text = Name } },
            new GetAuditEvent(made),
            new GetEventProof(made),
            new GetRecordHistory("sample", closed.Code),
            new GetSample(child.Code),
            new GetSample(closed.Code),
            new GetSampleLineage(child.Code, 3),
            new GetSampleTimeline(child.Code),
            new PreviewEvidence(EvidenceGiven.Samples(closed.Code)),
        };
        foreach (var info in OperationCatalogue.All.Values.Where(info => !info.IsCommand && OperationSamples.Has(info.Type))) inputs.Add(await OperationSamples.MakeAsync(info.Type, ground));
        var wrong = new List<string>();
        var showing = new HashSet<string>(StringComparer.Ordinal);

        foreach (var input in inputs)
        {
            lab.Clock.Advance(TimeSpan.FromHours(2));
            var before = (await plant.EventsAsync()).Count;
            var contract = input.GetType().GetInterfaces().Single(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IOperation<,>)).GetGenericArguments();
            var shown = await (Task<string>)Typed.MakeGenericMethod(contract).Invoke(null, [plant, input])!;
            if (!shown.Contains(Name, StringComparison.Ordinal) && !shown.Contains(closed.Code, StringComparison.Ordinal)) continue;
            showing.Add(input.GetType().Name);
            var events = (await plant.EventsAsync()).Skip(before).Count(e => e.EntityCode == closed.Code && e.After == "{\"administrative_access\":true}" && e.ActorRole == "admin");
            if (events != 1) wrong.Add($"{input.GetType().Name} shows it and left {events} events.");
        }

        Assert.Empty(wrong);
        Assert.Superset(new HashSet<string> { "CheckSamples", "ExportAuditEvents", "ExportSamples", "FindAuditEvents", "FindSampleBoard", "FindSamples", "GetAuditEvent", "GetEventProof", "GetRecordHistory", "GetSample", "GetSampleLineage", "GetSampleTimeline" }, showing);
    }

    [Fact]
    public async Task A_list_left_open_is_written_down_once_in_an_hour_and_an_owner_of_the_record_never()
    {
        await using var lab = await TestLab.OpenAsync();
        var plant = await lab.OrganizationAsync();
        await plant.SampleAsync(Role.Scientist, Name, Visibility.Restricted);
        async Task<int> ReadsAsync() => (await plant.EventsAsync()).Count(e => e.After == "{\"administrative_access\":true}");

        await plant.DoAsync(Role.Scientist, new FindSamples());
        Assert.Equal(0, await ReadsAsync());
        await plant.DoAsync(Role.Admin, new FindSamples());
        await plant.DoAsync(Role.Admin, new FindSamples());
        Assert.Equal(1, await ReadsAsync());
        await plant.DoAsync(Role.Owner, new FindSamples());
        Assert.Equal(2, await ReadsAsync());
        lab.Clock.Advance(TimeSpan.FromMinutes(61));
        await plant.DoAsync(Role.Admin, new FindSamples());

        Assert.Equal(3, await ReadsAsync());
    }

    private static JsonSerializerOptions MakeJson()
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        return new JsonSerializerOptions { MaxDepth = 128, TypeInfoResolver = resolver, Converters = { new FileAsText<byte[]>(bytes => bytes), new FileAsText<Stream>(FileText.Read) } };
    }

    private static async Task<string> ShownByAsync<TSelf, TResult>(TestOrganization plant, object input)
        where TSelf : IOperation<TSelf, TResult>
    {
        var result = await plant.RunAsync(Role.Admin, (IOperation<TSelf, TResult>)input);
        if (!result.IsOk) return "";
        var written = input.GetType().GetProperties().Select(property => property.GetValue(input)).OfType<MemoryStream>().Select(stream => FileText.Of(stream.ToArray()));
        return string.Join('\n', written.Prepend(JsonSerializer.Serialize(result.Value, Json)));
    }

    /// <summary>A file inside an answer is searched by what it says, not by its base64.</summary>
    private sealed class FileAsText<T>(Func<T, byte[]> bytes) : JsonConverter<T>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsAssignableTo(typeof(T));

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(FileText.Of(bytes(value)));
    }
}
