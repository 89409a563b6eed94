namespace FlaskTrack.Tests.Matrix.Http;

/// <summary>The application's whole database as one hash a table, but for the audit chain and the marks of when somebody was last here, which the host
/// writes twice a minute.</summary>
internal static class HttpState
{
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(HttpLab lab)
    {
        await using var context = lab.Context();
        var state = await DatabaseState.ReadAsync(context);
        return state.Where(pair => pair.Key is not ("UserSession" or "MemberActivity")).ToDictionary(pair => pair.Key, pair => pair.Value);
    }
}
