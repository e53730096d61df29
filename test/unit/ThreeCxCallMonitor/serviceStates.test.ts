import { ServiceStates } from '../../../nodes/ThreeCxCallMonitor/serviceStates';
import type { Service } from '../../../nodes/shared/xapi';

const NOW = Date.UTC(2026, 10, 24, 8);

function service(name: string, running: boolean | undefined): Service {
	return { name, title: `3CX ${name}`, running, raw: { Name: name } };
}

describe('Services, look after look', () => {
	const look = (states: ServiceStates, at: number, ...services: Service[]) =>
		states.seen(services, NOW + at, false);

	it('tell one that stops, once each time', () => {
		const states = new ServiceStates({});
		look(states, 0, service('IVR', true));
		const [first] = look(states, 1, service('IVR', false));
		expect(first).toMatchObject({
			type: 'system_error',
			afterGap: false,
			data: {
				kind: 'service',
				message: 'The service "3CX IVR" of 3CX has stopped',
				errorSource: 'IVR',
			},
		});
		expect(look(states, 2, service('IVR', false))).toEqual([]);
		expect(look(states, 3, service('IVR', true))).toEqual([]);
		const [second] = look(states, 4, service('IVR', false));
		expect(second?.correlationId).not.toBe(first?.correlationId);
	});

	it('tell nothing of one that does not run at the first look, nor of one that starts or stops just now', () => {
		const states = new ServiceStates({});
		expect(look(states, 0, service('Fax', false), service('IVR', true))).toEqual([]);
		expect(look(states, 1, service('Fax', false), service('IVR', undefined))).toEqual([]);
		expect(look(states, 2, service('Fax', true), service('IVR', true))).toEqual([]);
	});
});
